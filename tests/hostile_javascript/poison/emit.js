// The process emits nothing, and nobody handles what is rejected.
// exited 7 | Error | pass
process.emit = () => { throw new Error('no events'); };
process.listenerCount = null;
exports.answer = async (x) => {
    Promise.reject(new Error('first'));
    setTimeout(() => { throw new Error('second'); }, 1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return x + 1;
};
