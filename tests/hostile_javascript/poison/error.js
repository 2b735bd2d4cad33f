// Errors are of other classes.
// completed | Error | pass
globalThis.Error = globalThis.TypeError = class extends Array {};
Object.defineProperty(RangeError.prototype, 'name', { get() { throw new Error('no name'); } });
Object.defineProperty(RangeError.prototype, 'constructor', { get() { throw new Error('no constructor'); } });
Object.defineProperty(RangeError.prototype, 'message', { get() { throw new Error('no message'); } });
exports.answer = () => { throw new RangeError(); };
