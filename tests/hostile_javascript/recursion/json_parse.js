// JSON nested a million times.
// out of fuel | - | ended
exports.answer = () => JSON.parse('[{"a":'.repeat(1_000_000));
