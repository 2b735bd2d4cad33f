// A getter that gives a new object each time.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
exports.answer = () => {
    const make = () => ({ get deeper() { return make(); } });
    return make();
};
