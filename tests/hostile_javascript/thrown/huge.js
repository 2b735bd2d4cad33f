// Throws a list of a million.
// ? | ? | ?
exports.answer = () => { throw new Array(100_000).fill('x'); };
