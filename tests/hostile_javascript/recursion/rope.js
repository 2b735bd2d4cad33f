// A text of a million pieces, joined from both ends.
// out of fuel | - | ended
exports.answer = (x) => {
    let left = '';
    for (let i = 0; i < 300_000; i += 1) left = i % 2 ? `${left}abcdefghijklmnopqrstuvwxyz` : `abcdefghijklmnopqrstuvwxyz${left}`;
    return left.charCodeAt(5) > 0 ? x + 1 : 0;
};
