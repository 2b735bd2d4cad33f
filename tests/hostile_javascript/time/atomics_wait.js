// Waits for what nobody will do.
// completed | 42 | pass
exports.answer = (x) => {
    try {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0, Infinity);
    } catch {
        // It may be refused.
    }
    return x + 1;
};
