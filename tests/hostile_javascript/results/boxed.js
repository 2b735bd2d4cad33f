// Boxed values that answer for others.
// ? | ? | ?
exports.answer = () => {
    const text = new String('abc');
    text.valueOf = () => 'other';
    text.toString = () => 'another';
    const number = new Number(42);
    Object.setPrototypeOf(number, null);
    return [text, number, Object(Symbol('s')), Object(10n), new Boolean(false)];
};
