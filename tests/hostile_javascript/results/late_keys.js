// A map whose keys are plain until it is read.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
exports.answer = () => {
    let value = 42;
    for (let i = 0; i < 60; i += 1) {
        const inner = value;
        const map = new Map();
        map.set('a', { get b() { map.set(i, 1); return inner; } });
        value = map;
    }
    return value;
};
