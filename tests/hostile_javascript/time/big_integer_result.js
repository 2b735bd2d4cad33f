// A result of a million digits.
// out of fuel | - | ended
exports.answer = () => 7n ** 1_000_000n;
