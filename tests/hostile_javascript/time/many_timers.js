// A million timers.
// out of fuel | - | ended
exports.answer = (x) => {
    for (let i = 0; i < 1e6; i += 1) setTimeout(() => {}, i % 1000);
    return x + 1;
};
