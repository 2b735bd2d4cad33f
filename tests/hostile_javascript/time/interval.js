// An interval that is never cleared.
// ? | ? | ?
exports.answer = (x) => {
    setInterval(() => {}, 0);
    return x + 1;
};
