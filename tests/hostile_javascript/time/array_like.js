// Functions of arrays over an object that says it has 2 ** 53 - 1 items.
// out of fuel | - | ended
exports.answer = () => Array.prototype.indexOf.call({ length: Number.MAX_SAFE_INTEGER }, 1)
    + Array.prototype.lastIndexOf.call(new Proxy({ length: 2 ** 53 - 1 }, {}), 1);
