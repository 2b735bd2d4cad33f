// A text of a hundred megabytes as a result.
// out of fuel | - | ended
exports.answer = () => 'x'.repeat(100_000_000);
