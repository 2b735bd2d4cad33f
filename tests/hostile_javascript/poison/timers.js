// Timers and microtasks are replaced.
// ? | ? | ?
globalThis.setTimeout = globalThis.setImmediate = globalThis.queueMicrotask = process.nextTick = () => {};
require('timers').setTimeout = () => {};
exports.answer = async (x) => x + 1;
