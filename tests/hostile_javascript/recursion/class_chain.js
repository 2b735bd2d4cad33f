// A chain of classes.
// out of fuel | - | ended
exports.answer = () => {
    let Last = Object;
    for (let i = 0; i < 200_000; i += 1) Last = class extends Last {};
    return Object.keys(new Last()).length + 42;
};
