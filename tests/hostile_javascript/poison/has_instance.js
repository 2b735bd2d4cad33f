// `instanceof` is answered by the candidate.
// completed | RangeError | pass
for (const kind of [Error, Promise, Map, Set, Function, Object, Array, Date]) {
    Object.defineProperty(kind, Symbol.hasInstance, { value: () => { throw new Error('no instances'); } });
}
exports.answer = () => { throw new RangeError('as it was'); };
