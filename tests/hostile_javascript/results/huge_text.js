// A text of a hundred megabytes as a result.
// ? | ? | ?
exports.answer = () => 'x'.repeat(100_000_000);
