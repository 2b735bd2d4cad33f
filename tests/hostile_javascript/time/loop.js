// An endless loop.
// out of fuel | - | ended
exports.answer = () => {
    for (;;);
};
