// Texts as long as the engine allows.
// ? | ? | ?
exports.answer = () => {
    const kept = [];
    for (;;) kept.push('abc'.repeat(2 ** 28).slice(1));
};
