// Ends the process in a call.
// ? | ? | ?
exports.answer = () => process.exit(3);
