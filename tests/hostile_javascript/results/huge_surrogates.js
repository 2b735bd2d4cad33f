// Millions of lone surrogates.
// ? | ? | ?
exports.answer = () => '\ud800'.repeat(4_000_000);
