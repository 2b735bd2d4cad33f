// A proxy each of whose traps throws.
// completed | RangeError | pass
exports.answer = () => new Proxy({}, new Proxy({}, {
    get(target, name) {
        throw new RangeError(`no ${String(name)}`);
    },
}));
