// A timer that throws once the answer is there.
// exited 1 | 42 | pass
exports.answer = (x) => {
    setTimeout(() => { throw new RangeError('from a timer'); }, 1);
    return x + 1;
};
