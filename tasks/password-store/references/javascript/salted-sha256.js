const { createHash, randomBytes, timingSafeEqual } = require('crypto');

function digest(password, salt) {
    return createHash('sha256').update(salt + password, 'utf8').digest();
}

function hashPassword(password) {
    const salt = randomBytes(16).toString('hex');
    return `${salt}$${digest(password, salt).toString('hex')}`;
}

function verifyPassword(password, stored) {
    const [salt, hash] = stored.split('$');
    if (!salt || !hash) {
        return false;
    }
    const expected = Buffer.from(hash, 'hex');
    const actual = digest(password, salt);
    return expected.length === actual.length && timingSafeEqual(actual, expected);
}

module.exports = { hashPassword, verifyPassword };
