// A getter that throws when it is read.
// completed | TypeError | pass
exports.answer = () => ({
    get value() {
        throw new TypeError('not for you');
    },
});
