// An answer that waits for timers without end.
// ? | ? | ?
exports.answer = () => new Promise(() => {
    const again = () => setTimeout(again, 1);
    again();
});
