// An interval that is never cleared.
// out of fuel | 42 | ended
exports.answer = (x) => {
    setInterval(() => {}, 0);
    return x + 1;
};
