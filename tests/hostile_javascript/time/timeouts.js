// Timers that make timers, behind an answer that is there.
// ? | ? | ?
exports.answer = (x) => {
    const again = () => setTimeout(again, 0);
    again();
    return x + 1;
};
