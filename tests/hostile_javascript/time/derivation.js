// Key derivations at their dearest.
// out of fuel | - | ended
exports.answer = () => {
    const { pbkdf2Sync, scryptSync } = require('crypto');
    try {
        scryptSync('p', 's', 64, { N: 2 ** 20, r: 64, p: 64, maxmem: 2 ** 40 });
    } catch {
        // It may be refused.
    }
    return pbkdf2Sync('p', 's', 2 ** 31 - 1, 4096, 'sha512').length;
};
