// Typed arrays, kept.
// completed | InternalError | pass
exports.answer = () => {
    const kept = [];
    for (;;) kept.push(new Float64Array(1_000_000));
};
