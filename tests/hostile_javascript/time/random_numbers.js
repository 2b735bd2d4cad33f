// Random numbers, as many as there is fuel for.
// out of fuel | - | ended
exports.answer = () => {
    let sum = 0;
    for (;;) sum += Math.random();
};
