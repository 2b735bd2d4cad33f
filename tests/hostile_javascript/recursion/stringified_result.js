// Recursion in the getters of a result.
// ? | ? | ?
const nested = (depth) => ({
    get inner() {
        return nested(depth + 1);
    },
});
exports.answer = () => nested(0);
