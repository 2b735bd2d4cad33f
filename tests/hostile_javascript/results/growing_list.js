// A list that grows while it is read.
// completed | [0] | pass
exports.answer = () => {
    const list = [];
    Object.defineProperty(list, 0, { enumerable: true, get() { list.push(1); return 0; } });
    return list;
};
