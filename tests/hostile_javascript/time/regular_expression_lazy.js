// Regular expressions with look-behinds and back references over a long text.
// out of fuel | - | ended
exports.answer = () => {
    const text = 'ab'.repeat(50_000);
    return /(?<=(.*a.*){3})(\w*)*\1c/.test(text) || /(.*)(.*)(.*)(.*)\4\3\2\1x$/s.test(text);
};
