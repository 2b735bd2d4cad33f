// Cycles of garbage, collected again and again.
// out of fuel | - | ended
exports.answer = () => {
    const keep = [];
    for (;;) {
        const one = { keep };
        one.self = one;
        keep.push(one);
        if (keep.length > 300_000) keep.length = 0;
        global.gc?.();
    }
};
