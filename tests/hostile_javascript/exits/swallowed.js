// Swallows each exception and goes on.
// out of fuel | - | ended
process.on('uncaughtException', () => setImmediate(() => { throw new Error('again'); }));
process.on('unhandledRejection', () => Promise.reject(new Error('again')));
exports.answer = () => {
    setImmediate(() => { throw new Error('first'); });
    return new Promise(() => {});
};
