// JSON of what is nested a million times.
// out of fuel | - | ended
exports.answer = () => {
    let value = [];
    for (let i = 0; i < 1_000_000; i += 1) value = [value];
    return JSON.stringify(value);
};
