// The text of a whole number with a million digits.
// out of fuel | - | ended
exports.answer = () => (7n ** 1_000_000n).toString().length + BigInt('9'.repeat(1_000_000)).toString(7).length;
