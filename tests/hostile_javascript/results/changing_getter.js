// A getter that says something else each time.
// completed | {"again":42,"value":41} | pass
exports.answer = () => {
    let count = 40;
    return { get value() { return (count += 1); }, get again() { return (count += 1); } };
};
