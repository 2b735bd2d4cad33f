// Random bytes by megabytes.
// out of fuel | - | ended
exports.answer = () => {
    for (;;) require('crypto').randomBytes(10_000_000);
};
