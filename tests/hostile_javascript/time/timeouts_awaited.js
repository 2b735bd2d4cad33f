// An answer that waits for timers without end.
// out of fuel | - | ended
exports.answer = () => new Promise(() => {
    const again = () => setTimeout(again, 1);
    again();
});
