// Texts that are compiled, as many as there is fuel for.
// ? | ? | ?
exports.answer = () => {
    const text = 'a;'.repeat(100_000);
    for (;;) new Function(text);
};
