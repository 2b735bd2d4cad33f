// The encoder and decoder of the host, by megabytes.
// out of fuel | - | ended
exports.answer = () => {
    const text = '\ud800'.repeat(3_000_000);
    for (;;) new TextDecoder().decode(new TextEncoder().encode(text)).length;
};
