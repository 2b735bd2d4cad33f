// A regular expression that goes back and forth.
// out of fuel | - | ended
exports.answer = () => /^(a+)+$/.test(`${'a'.repeat(40)}b`);
