// Timers and microtasks are replaced.
// completed | 42 | pass
globalThis.setTimeout = globalThis.setImmediate = globalThis.queueMicrotask = process.nextTick = () => {};
require('timers').setTimeout = () => {};
exports.answer = async (x) => x + 1;
