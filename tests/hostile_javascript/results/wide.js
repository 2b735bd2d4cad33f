// A result that branches without end.
// out of fuel | - | ended
exports.answer = () => {
    let value = [];
    for (let i = 0; i < 60; i += 1) value = [value, value];
    return value;
};
