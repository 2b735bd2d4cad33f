// Random bytes by megabytes.
// ? | ? | ?
exports.answer = () => {
    for (;;) require('crypto').randomBytes(10_000_000);
};
