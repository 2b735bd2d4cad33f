// A text that is six times as long in JSON.
// ? | ? | ?
exports.answer = () => '\u0001'.repeat(4_000_000);
