// A proxy of a list whose length is no number, or changes.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
let reads = 0;
exports.answer = () => new Proxy([1, 2, 3], {
    get: (target, name) => (name === 'length' ? { valueOf: () => (reads += 1) } : target[name]),
});
