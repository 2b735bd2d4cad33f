// Powers that take longer each time.
// out of fuel | - | ended
exports.answer = () => {
    let number = 3n;
    for (;;) number **= 3n;
};
