// A `then` that throws when it is read.
// completed | SyntaxError | pass
exports.answer = () => ({
    get then() {
        throw new SyntaxError('no then');
    },
});
