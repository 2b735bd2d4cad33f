// What all objects stand on is a proxy that answers everything.
// completed | UnsettledPromise | pass
Object.setPrototypeOf(Array.prototype, new Proxy({}, {
    get: (target, name) => (typeof name === 'symbol' ? undefined : () => 7),
    set: () => false,
    has: () => true,
}));
Object.setPrototypeOf(Function.prototype, null);
exports.answer = (x) => [x, [x]];
