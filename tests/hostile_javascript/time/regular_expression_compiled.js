// Regular expressions that are long to compile.
// out of fuel | - | ended
exports.answer = () => {
    let total = 0;
    for (const piece of ['(', '(?:a|', '(?=', '[a-z]', 'a{1,1000}', '(?<n>', '\\p{L}', 'a|']) {
        for (let count = 10; count < 1e6; count *= 10) {
            try {
                new RegExp(piece.repeat(count), 'u');
                total += 1;
            } catch {
                total += 1;
            }
        }
    }
    return new RegExp(`(?:a{1,1000}){1,1000}${'(?:'.repeat(10)}a${'{1000}){1000}'.repeat(10)}`).test('a') || total;
};
