// A timer that is due in weeks, thousands of times over.
// completed | 42 | pass
exports.answer = async (x) => {
    for (let i = 0; i < 2000; i += 1) await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1));
    return x + 1;
};
