// A text that evaluates itself.
// completed | RangeError | pass
exports.answer = () => {
    globalThis.text = 'eval(text)';
    return (0, eval)(globalThis.text);
};
