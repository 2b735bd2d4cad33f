// A text of what holds itself.
// ? | ? | ?
exports.answer = () => {
    const list = [];
    list.push(list, { toString: () => `${list}` });
    return `${list}`;
};
