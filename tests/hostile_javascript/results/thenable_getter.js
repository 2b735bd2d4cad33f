// A `then` that is a function the first time only.
// completed | {"value":1} | pass
exports.answer = () => {
    let reads = 0;
    return { get then() { return (reads += 1) === 1 ? () => {} : undefined; }, value: 1 };
};
