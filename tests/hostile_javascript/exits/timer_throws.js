// A timer that throws while an answer is awaited.
// ? | ? | ?
exports.answer = () => {
    setTimeout(() => { throw new RangeError('from a timer'); }, 1);
    return new Promise(() => {});
};
