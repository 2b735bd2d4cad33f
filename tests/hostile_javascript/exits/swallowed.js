// Swallows each exception and goes on.
// ? | ? | ?
process.on('uncaughtException', () => setImmediate(() => { throw new Error('again'); }));
process.on('unhandledRejection', () => Promise.reject(new Error('again')));
exports.answer = () => {
    setImmediate(() => { throw new Error('first'); });
    return new Promise(() => {});
};
