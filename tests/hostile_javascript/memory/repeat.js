// Texts as long as the engine allows.
// completed | RangeError | pass
exports.answer = () => {
    const kept = [];
    for (;;) kept.push('abc'.repeat(2 ** 28).slice(1));
};
