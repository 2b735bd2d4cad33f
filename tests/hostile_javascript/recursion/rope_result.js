// As before, the text itself as a result.
// out of fuel | - | ended
exports.answer = () => {
    let text = '';
    for (let i = 0; i < 100_000; i += 1) text = `abcdefghijklmnopqrstuvwxyz${text}`;
    return text;
};
