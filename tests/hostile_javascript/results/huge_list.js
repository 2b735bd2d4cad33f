// A list of millions.
// ? | ? | ?
exports.answer = () => new Array(3_000_000).fill(1);
