// Random numbers, as many as there is fuel for.
// ? | ? | ?
exports.answer = () => {
    let sum = 0;
    for (;;) sum += Math.random();
};
