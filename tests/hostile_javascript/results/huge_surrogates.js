// Millions of lone surrogates.
// out of fuel | - | ended
exports.answer = () => '\ud800'.repeat(4_000_000);
