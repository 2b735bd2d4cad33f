// A handler of the end that never ends.
// out of fuel | - | ended
process.on('exit', () => { for (;;); });
exports.answer = () => process.exit(0);
