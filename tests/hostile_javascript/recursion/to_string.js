// A text of what holds itself.
// completed | RangeError | pass
exports.answer = () => {
    const list = [];
    list.push(list, { toString: () => `${list}` });
    return `${list}`;
};
