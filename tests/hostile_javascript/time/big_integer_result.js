// A result of a million digits.
// ? | ? | ?
exports.answer = () => 7n ** 1_000_000n;
