// Texts that are compiled, as many as there is fuel for.
// out of fuel | - | ended
exports.answer = () => {
    const text = 'a;'.repeat(100_000);
    for (;;) new Function(text);
};
