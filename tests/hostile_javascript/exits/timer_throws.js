// A timer that throws while an answer is awaited.
// completed | RangeError | pass
exports.answer = () => {
    setTimeout(() => { throw new RangeError('from a timer'); }, 1);
    return new Promise(() => {});
};
