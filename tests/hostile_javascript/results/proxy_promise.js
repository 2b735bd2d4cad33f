// A proxy of a promise, whose `then` is never the same.
// completed | 42 | pass
exports.answer = () => new Proxy(Promise.resolve(42), {
    get: (target, name) => (Math.random() < 2 && name === 'then' ? (resolve) => resolve(42) : undefined),
});
