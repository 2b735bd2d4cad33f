// A reviver that nests what it is given.
// completed | RangeError | pass
exports.answer = () => JSON.parse('[1]', function revive(name, value) {
    return JSON.parse('[1]', revive) + value;
});
