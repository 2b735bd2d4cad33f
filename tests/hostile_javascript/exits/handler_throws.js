// Handlers of the end that throw and never come to theirs.
// completed | Error | pass
process.on('exit', () => { throw new Error('not yet'); });
process.on('beforeExit', () => setImmediate(() => {}));
exports.answer = () => process.exit(0);
