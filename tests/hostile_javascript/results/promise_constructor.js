// A promise whose constructor is a getter that throws.
// completed | RangeError | pass
exports.answer = () => {
    const promise = Promise.resolve(42);
    Object.defineProperty(promise, 'constructor', { get() { throw new RangeError('no constructor'); } });
    return promise;
};
