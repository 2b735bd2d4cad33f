// Functions that keep each other.
// out of fuel | - | ended
exports.answer = () => {
    let last = () => {};
    for (;;) {
        const before = last;
        last = () => before;
    }
};
