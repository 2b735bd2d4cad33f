// A getter that gives a new object each time.
// ? | ? | ?
exports.answer = () => {
    const make = () => ({ get deeper() { return make(); } });
    return make();
};
