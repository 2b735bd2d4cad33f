// Aborts the process.
// exited 134 | - | pass
exports.answer = () => process.abort();
