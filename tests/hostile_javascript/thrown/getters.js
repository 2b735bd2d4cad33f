// Throws an error whose fields throw.
// completed | Error | pass
exports.answer = () => {
    const error = new Error('inside');
    for (const name of ['name', 'message', 'stack', 'constructor', Symbol.toStringTag]) {
        Object.defineProperty(error, name, { get() { throw error; } });
    }
    throw error;
};
