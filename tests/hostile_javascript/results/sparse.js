// A list with 2 ** 32 - 2 holes.
// ? | ? | ?
exports.answer = () => {
    const list = [];
    list[2 ** 32 - 2] = 42;
    return list;
};
