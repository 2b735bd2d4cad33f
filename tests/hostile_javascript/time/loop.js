// An endless loop.
// ? | ? | ?
exports.answer = () => {
    for (;;);
};
