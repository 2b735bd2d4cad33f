// JSON of the same big object again and again.
// out of fuel | - | ended
exports.answer = () => {
    const big = Array.from({ length: 100_000 }, (_, i) => ({ i, text: `item ${i}` }));
    for (;;) JSON.parse(JSON.stringify(big));
};
