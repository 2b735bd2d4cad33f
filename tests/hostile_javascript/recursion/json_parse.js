// JSON nested a million times.
// ? | ? | ?
exports.answer = () => JSON.parse('[{"a":'.repeat(1_000_000));
