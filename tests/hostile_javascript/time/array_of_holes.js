// Functions of arrays over one that says it is as long as can be.
// out of fuel | - | ended
exports.answer = () => {
    const list = [];
    list.length = 2 ** 32 - 1;
    return list.reverse().findLastIndex((item) => item === 1);
};
