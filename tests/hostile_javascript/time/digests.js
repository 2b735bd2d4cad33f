// Digests of megabytes.
// out of fuel | - | ended
exports.answer = () => {
    const data = Buffer.alloc(20_000_000);
    for (;;) require('crypto').createHash('sha512').update(data).digest();
};
