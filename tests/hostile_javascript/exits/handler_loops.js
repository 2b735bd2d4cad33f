// A handler of the end that never ends.
// ? | ? | ?
process.on('exit', () => { for (;;); });
exports.answer = () => process.exit(0);
