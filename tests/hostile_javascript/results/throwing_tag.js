// An object whose tag throws.
// ? | ? | ?
exports.answer = () => ({
    get [Symbol.toStringTag]() {
        throw new TypeError('no tag');
    },
});
