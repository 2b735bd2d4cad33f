// `write` and the console are replaced.
// completed | 42 | pass
process.stdout.write = process.stderr.write = () => { throw new Error('no output'); };
globalThis.console = new Proxy({}, { get: () => () => { throw new Error('no console'); } });
exports.answer = (x) => x + 1;
