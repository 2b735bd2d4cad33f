// A getter that reads itself.
// ? | ? | ?
exports.answer = () => ({
    get value() {
        return this.value;
    },
}).value;
