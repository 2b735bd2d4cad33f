// Ticks that make ticks.
// ? | ? | ?
exports.answer = (x) => {
    const again = () => process.nextTick(again);
    again();
    return x + 1;
};
