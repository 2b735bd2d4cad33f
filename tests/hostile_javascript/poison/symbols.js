// The well-known symbols of builtin prototypes say something else.
// completed | {"list":[41],"x":41} | pass
Object.defineProperty(Array.prototype, Symbol.isConcatSpreadable, { get() { throw new Error('no'); } });
Object.defineProperty(Object.prototype, Symbol.toStringTag, { get: () => 'Error', configurable: true });
Object.defineProperty(Object.prototype, Symbol.toPrimitive, { value: () => 7, configurable: true });
Object.defineProperty(Array, Symbol.species, { get() { throw new Error('no species'); } });
exports.answer = (x) => ({ x, list: [x] });
