// A map that grows while it is read.
// out of fuel | - | ended
exports.answer = () => {
    const map = new Map();
    const grow = (i) => map.set(`k${i}`, { get value() { grow(i + 1); return i; } });
    grow(0);
    return map;
};
