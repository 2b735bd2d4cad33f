// A getter that gives its own object.
// ? | ? | ?
exports.answer = () => {
    const object = { get self() { return object; } };
    return object;
};
