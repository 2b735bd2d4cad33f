// Ticks that make ticks.
// out of fuel | - | ended
exports.answer = (x) => {
    const again = () => process.nextTick(again);
    again();
    return x + 1;
};
