// All memory, every failure caught, and an answer with what is left.
// out of fuel | - | ended
exports.answer = (x) => {
    let kept = null;
    for (let size = 2 ** 24; size > 8; size /= 2) {
        try {
            for (;;) kept = { kept, more: new Array(size).fill(size) };
        } catch {
            // Smaller ones may still fit.
        }
    }
    return x + 1;
};
