// A text that takes long to compile.
// out of fuel | - | ended
exports.answer = () => {
    let total = 0;
    for (const piece of ['(a=>', 'a?b:', 'async(a=', '({a=', '[a,', '`${', 'function(){', 'class{x=', '{', 'x=>{', '/(?:', 'a=b,']) {
        for (let count = 10; count < 100_000; count *= 10) {
            try {
                new Function(piece.repeat(count));
            } catch {
                total += 1;
            }
        }
    }
    return total;
};
