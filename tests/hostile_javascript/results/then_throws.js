// A `then` that throws when it is read.
// ? | ? | ?
exports.answer = () => ({
    get then() {
        throw new SyntaxError('no then');
    },
});
