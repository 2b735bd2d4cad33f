// As before, while promises are awaited.
// completed | Uncaught | pass
const kept = [];
exports.answer = async (x) => {
    for (let size = 2 ** 24; size > 1; size /= 2) {
        try {
            for (;;) kept.push(new Uint8Array(size));
        } catch {
            await null;
        }
    }
    return x + 1;
};
