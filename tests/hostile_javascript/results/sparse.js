// A list with 2 ** 32 - 2 holes.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
exports.answer = () => {
    const list = [];
    list[2 ** 32 - 2] = 42;
    return list;
};
