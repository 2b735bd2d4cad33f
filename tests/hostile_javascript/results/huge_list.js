// A list of millions.
// out of fuel | - | ended
exports.answer = () => new Array(3_000_000).fill(1);
