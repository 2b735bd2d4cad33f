// A function with a callback, where lists have setters for their items.
// completed | 42 | pass
for (let i = 0; i < 5; i += 1) {
    Object.defineProperty(Array.prototype, i, { __proto__: null, configurable: true, get: () => 7, set() {} });
}
exports.answer = (x, callback) => { callback(null, x + 1); };
