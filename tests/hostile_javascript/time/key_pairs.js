// Key pairs as long as may be.
// completed | Error | pass
exports.answer = () => {
    for (;;) require('crypto').generateKeyPairSync('rsa', { modulusLength: 16384 });
};
