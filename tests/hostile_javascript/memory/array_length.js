// An array that says it is as long as can be, filled.
// out of fuel | - | ended
exports.answer = () => new Array(2 ** 32 - 1).fill(0).length;
