// A proxy of a list that says it is endless.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
exports.answer = () => new Proxy([], { get: (target, name) => (name === 'length' ? 2 ** 53 - 1 : 0) });
