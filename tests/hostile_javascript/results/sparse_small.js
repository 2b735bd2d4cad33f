// A list of a million holes, where the prototype has something to say.
// completed | [null,null,null,null,null,42,null,null,null,null] | pass
exports.answer = () => {
    Object.defineProperty(Array.prototype, 5, { get: () => 42, configurable: true });
    const list = [];
    list.length = 10;
    return list;
};
