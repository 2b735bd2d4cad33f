// A million properties on what all objects stand on.
// completed | 42 | pass
exports.answer = (x) => {
    for (let i = 0; i < 100_000; i += 1) Object.prototype[`p${i}`] = i;
    return x + 1;
};
