// Exports each of whose traps throws.
// no entry | - | ended
module.exports = new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }));
