// Throws a list of a million.
// out of fuel | - | ended
exports.answer = () => { throw new Array(100_000).fill('x'); };
