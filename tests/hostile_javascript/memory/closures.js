// Functions that keep each other.
// ? | ? | ?
exports.answer = () => {
    let last = () => {};
    for (;;) {
        const before = last;
        last = () => before;
    }
};
