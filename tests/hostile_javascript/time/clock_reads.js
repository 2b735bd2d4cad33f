// Readings of the clock, as many as there is fuel for.
// out of fuel | - | ended
exports.answer = () => {
    for (;;) process.hrtime.bigint();
};
