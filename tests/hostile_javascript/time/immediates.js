// Immediates that make immediates.
// out of fuel | 42 | ended
exports.answer = (x) => {
    const again = () => setImmediate(again);
    again();
    return x + 1;
};
