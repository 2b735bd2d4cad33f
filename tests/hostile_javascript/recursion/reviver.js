// A reviver that nests what it is given.
// ? | ? | ?
exports.answer = () => JSON.parse('[1]', function revive(name, value) {
    return JSON.parse('[1]', revive) + value;
});
