// A getter that gives its own object.
// completed | {"self":{"$cycle":true}} | pass
exports.answer = () => {
    const object = { get self() { return object; } };
    return object;
};
