// A regular expression that goes back and forth.
// ? | ? | ?
exports.answer = () => /^(a+)+$/.test(`${'a'.repeat(40)}b`);
