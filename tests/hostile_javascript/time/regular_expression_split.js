// Text functions with regular expressions that are quadratic in a long text.
// completed | 1 | pass
exports.answer = () => {
    const text = ' '.repeat(2_000_000);
    return text.replace(/\s+$/g, '').split(/\s*,\s*|(\s+x)+/).length;
};
