// An endless loop that catches whatever is thrown into it.
// ? | ? | ?
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
