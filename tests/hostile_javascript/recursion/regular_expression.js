// A regular expression nested beyond measure.
// completed | 42 | pass
exports.answer = (x) => {
    try {
        new RegExp(`${'('.repeat(100_000)}a${')'.repeat(100_000)}`).test('a');
    } catch {
        // Too deep.
    }
    try {
        new RegExp(`${'(?:'.repeat(1_000_000)}a${')*'.repeat(1_000_000)}`).test('a'.repeat(100));
    } catch {
        // Too deep.
    }
    return x + 1;
};
