// A handler of exceptions that throws.
// ? | ? | ?
process.on('uncaughtException', () => { throw new Error('worse'); });
exports.answer = () => {
    process.nextTick(() => { throw new Error('first'); });
    return new Promise(() => {});
};
