// A million lines on standard error.
// out of fuel | - | ended
exports.answer = (x) => {
    for (let i = 0; i < 1_000_000; i += 1) console.error(i);
    return x + 1;
};
