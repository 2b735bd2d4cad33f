// An endless loop that catches whatever is thrown into it.
// out of fuel | - | ended
exports.answer = (x) => {
    while (true) {
        try {
            exports.answer(x);
        } catch {
            continue;
        } finally {
            continue;
        }
    }
};
