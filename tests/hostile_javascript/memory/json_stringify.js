// JSON of what refers to itself a million times.
// out of fuel | - | ended
exports.answer = () => {
    let value = [];
    for (let i = 0; i < 40; i += 1) value = [value, value];
    return JSON.stringify(value).length;
};
