// A getter that throws when it is read.
// ? | ? | ?
exports.answer = () => ({
    get value() {
        throw new TypeError('not for you');
    },
});
