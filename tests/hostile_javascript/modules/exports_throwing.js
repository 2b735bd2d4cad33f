// Exports each of whose traps throws.
// ? | ? | ?
module.exports = new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }));
