// Ends the process in a call.
// exited 3 | - | pass
exports.answer = () => process.exit(3);
