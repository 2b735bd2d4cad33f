// A promise resolved by a promise, a million times.
// out of fuel | - | ended
exports.answer = () => {
    let promise = Promise.resolve(42);
    for (let i = 0; i < 100_000; i += 1) promise = Promise.resolve(promise).then((value) => value);
    return promise;
};
