// A handler of the end that ends the process.
// ? | ? | ?
process.on('exit', () => process.exit(5));
process.on('exit', () => process.emit('exit', 6));
exports.answer = () => process.exit(0);
