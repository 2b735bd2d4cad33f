// Typed arrays, kept.
// ? | ? | ?
exports.answer = () => {
    const kept = [];
    for (;;) kept.push(new Float64Array(1_000_000));
};
