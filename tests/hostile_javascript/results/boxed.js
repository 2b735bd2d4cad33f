// Boxed values that answer for others.
// completed | ["abc",42,{"$object":{"fields":{},"type":"Symbol"}},10,false | pass
exports.answer = () => {
    const text = new String('abc');
    text.valueOf = () => 'other';
    text.toString = () => 'another';
    const number = new Number(42);
    Object.setPrototypeOf(number, null);
    return [text, number, Object(Symbol('s')), Object(10n), new Boolean(false)];
};
