// A map that grows.
// out of fuel | - | ended
exports.answer = () => {
    const map = new Map();
    for (let i = 0; ; i += 1) map.set(i, `${i}`.repeat(20));
};
