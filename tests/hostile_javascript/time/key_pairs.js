// Key pairs as long as may be.
// ? | ? | ?
exports.answer = () => {
    for (;;) require('crypto').generateKeyPairSync('rsa', { modulusLength: 16384 });
};
