// Ends the process in a promise, a timer and a tick at once.
// exited 2 | - | pass
exports.answer = () => new Promise(() => {
    setTimeout(() => process.exit(1), 0);
    process.nextTick(() => process.exit(2));
    Promise.resolve().then(() => process.exit(3));
});
