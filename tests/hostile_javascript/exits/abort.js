// Aborts the process.
// ? | ? | ?
exports.answer = () => process.abort();
