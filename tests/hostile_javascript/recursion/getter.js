// A getter that reads itself.
// completed | RangeError | pass
exports.answer = () => ({
    get value() {
        return this.value;
    },
}).value;
