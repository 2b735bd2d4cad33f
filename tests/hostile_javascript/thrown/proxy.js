// Throws a proxy of an error, each of whose traps throws.
// completed | Uncaught | pass
exports.answer = () => {
    throw new Proxy(new Error('inside'), new Proxy({}, { get() { throw new Error('trap'); } }));
};
