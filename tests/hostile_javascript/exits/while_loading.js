// Ends the process while it is loaded.
// exited 7 | - | pass
process.exit(7);
exports.answer = (x) => x + 1;
