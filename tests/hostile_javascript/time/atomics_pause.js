// Asks for time to pass in every way that there is.
// out of fuel | - | ended
exports.answer = (x) => {
    const until = Date.now() + 1000;
    while (Date.now() < until && performance.now() < 1e6);
    return x + 1;
};
