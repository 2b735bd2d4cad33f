// A result a thousand levels deep.
// ? | ? | ?
exports.answer = () => {
    let value = [];
    for (let i = 0; i < 1000; i += 1) value = [value];
    return value;
};
