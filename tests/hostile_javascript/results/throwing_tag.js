// An object whose tag throws.
// completed | {} | pass
exports.answer = () => ({
    get [Symbol.toStringTag]() {
        throw new TypeError('no tag');
    },
});
