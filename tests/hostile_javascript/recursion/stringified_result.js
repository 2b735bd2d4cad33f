// Recursion in the getters of a result.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
const nested = (depth) => ({
    get inner() {
        return nested(depth + 1);
    },
});
exports.answer = () => nested(0);
