// A text that evaluates itself.
// ? | ? | ?
exports.answer = () => {
    globalThis.text = 'eval(text)';
    return (0, eval)(globalThis.text);
};
