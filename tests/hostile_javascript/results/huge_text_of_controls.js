// A text that is six times as long in JSON.
// out of fuel | - | ended
exports.answer = () => '\u0001'.repeat(4_000_000);
