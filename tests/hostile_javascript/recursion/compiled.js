// Texts nested beyond measure, compiled.
// out of fuel | - | ended
exports.answer = (x) => {
    const nested = [['[', ']'], ['(', ')'], ['{', '}'], ['a=>', ''], ['-', ''], ['`${', '}`'], ['a?', ':b'], ['function(){', '}'], ['new ', ''], ['a.b(', ')']];
    for (const [open, close] of nested) {
        try {
            new Function(`return ${open.repeat(300_000)}1${close.repeat(300_000)}`);
        } catch {
            // Too deep.
        }
    }
    return x + 1;
};
