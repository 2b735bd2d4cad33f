// A handler of the end that ends the process.
// exited 5 | - | pass
process.on('exit', () => process.exit(5));
process.on('exit', () => process.emit('exit', 6));
exports.answer = () => process.exit(0);
