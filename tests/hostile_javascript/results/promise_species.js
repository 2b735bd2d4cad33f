// A promise whose constructor makes promises of another kind.
// completed | Error | pass
exports.answer = () => {
    const promise = Promise.resolve(42);
    promise.constructor = { [Symbol.species]: function Other(executor) {
        executor(() => {}, () => {});
        throw new Error('made by another');
    } };
    return promise;
};
