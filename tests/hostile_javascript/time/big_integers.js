// Powers that take longer each time.
// ? | ? | ?
exports.answer = () => {
    let number = 3n;
    for (;;) number **= 3n;
};
