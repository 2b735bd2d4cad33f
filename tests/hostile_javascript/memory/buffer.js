// Buffers larger than anything, and texts of them.
// completed | 42 | pass
exports.answer = (x) => {
    for (const size of [2 ** 40, 2 ** 33, 2 ** 32, 2 ** 31, 2 ** 30]) {
        try {
            Buffer.alloc(size, 'ab');
        } catch {
            // It may be refused.
        }
        try {
            Buffer.allocUnsafe(size).toString('hex');
        } catch {
            // It may be refused.
        }
    }
    return x + 1;
};
