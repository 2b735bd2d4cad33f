// The receiver of its functions.
// completed | 42 | pass
exports.answer = function answer(x) {
    const found = [this, (() => this)(), (function () { return this; })()].filter((one) => one !== exports && one !== globalThis);
    return found.length ? found : x + 1;
};
