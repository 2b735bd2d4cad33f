// A getter that says something else each time.
// ? | ? | ?
exports.answer = () => {
    let count = 40;
    return { get value() { return (count += 1); }, get again() { return (count += 1); } };
};
