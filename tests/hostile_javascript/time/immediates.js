// Immediates that make immediates.
// ? | ? | ?
exports.answer = (x) => {
    const again = () => setImmediate(again);
    again();
    return x + 1;
};
