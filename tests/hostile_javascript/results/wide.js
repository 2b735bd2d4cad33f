// A result that branches without end.
// ? | ? | ?
exports.answer = () => {
    let value = [];
    for (let i = 0; i < 60; i += 1) value = [value, value];
    return value;
};
