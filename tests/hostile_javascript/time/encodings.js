// Texts to bytes and back, by megabytes.
// out of fuel | - | ended
exports.answer = () => {
    const text = '\u20ac'.repeat(3_000_000);
    for (;;) Buffer.from(text).toString('base64').length;
};
