// Readings of the clock, as many as there is fuel for.
// ? | ? | ?
exports.answer = () => {
    for (;;) process.hrtime.bigint();
};
