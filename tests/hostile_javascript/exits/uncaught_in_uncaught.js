// A handler of exceptions that throws.
// exited 7 | - | pass
process.on('uncaughtException', () => { throw new Error('worse'); });
exports.answer = () => {
    process.nextTick(() => { throw new Error('first'); });
    return new Promise(() => {});
};
