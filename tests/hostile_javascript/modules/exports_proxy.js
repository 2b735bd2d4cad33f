// Exports that are a proxy which answers to every name.
// completed | null | pass
module.exports = new Proxy(function () {}, { get: (target, name) => (typeof name === 'symbol' ? undefined : () => 42), has: () => true });
