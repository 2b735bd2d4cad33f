// A proxy each of whose traps throws.
// ? | ? | ?
exports.answer = () => new Proxy({}, new Proxy({}, {
    get(target, name) {
        throw new RangeError(`no ${String(name)}`);
    },
}));
