// Texts padded and joined to any length.
// out of fuel | - | ended
exports.answer = (x) => {
    const tries = [
        () => 'a'.padEnd(2 ** 31),
        () => 'a'.padStart(2 ** 30 - 2, '\u20ac'),
        () => new Array(2 ** 31).join('ab'),
        () => Array(2 ** 25).fill('abcdefgh').join('--------'),
        () => 'a'.repeat(2 ** 20).replaceAll('a', '$&'.repeat(2000)),
        () => 'a'.repeat(2 ** 20).split(''),
        () => String.fromCharCode.apply(null, { length: 2 ** 26 }),
    ];
    for (const attempt of tries) {
        try {
            attempt();
        } catch {
            // It may be refused.
        }
    }
    return x + 1;
};
