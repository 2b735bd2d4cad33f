// Ends the process while it is loaded.
// ? | ? | ?
process.exit(7);
exports.answer = (x) => x + 1;
