// Rejections that nobody handles, behind an answer.
// exited 1 | 42 | pass
exports.answer = (x) => {
    for (let i = 0; i < 1000; i += 1) Promise.reject(i);
    return x + 1;
};
