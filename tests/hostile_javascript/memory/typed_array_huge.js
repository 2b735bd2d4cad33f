// One typed array larger than anything.
// completed | 42 | pass
exports.answer = (x) => {
    for (const size of [2 ** 53 - 1, 2 ** 40, 2 ** 32, 2 ** 32 - 1, 2 ** 31, 2 ** 31 - 1]) {
        try {
            new Uint8Array(size).fill(1);
        } catch {
            // It may be refused.
        }
    }
    return x + 1;
};
