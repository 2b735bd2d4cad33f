// Arrays filled to the brim.
// out of fuel | - | ended
exports.answer = () => {
    const kept = [];
    for (;;) kept.push(new Array(1_000_000).fill(kept));
};
