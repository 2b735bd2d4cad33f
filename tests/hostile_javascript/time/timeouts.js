// Timers that make timers, behind an answer that is there.
// out of fuel | 42 | ended
exports.answer = (x) => {
    const again = () => setTimeout(again, 0);
    again();
    return x + 1;
};
