// A comparison that never agrees with itself, over a long list.
// out of fuel | - | ended
exports.answer = (x) => {
    const list = Array.from({ length: 500_000 }, (_, i) => i);
    let flip = 0;
    list.sort(() => ((flip = !flip) ? 1 : -1));
    list.sort(() => NaN);
    return x + 1;
};
