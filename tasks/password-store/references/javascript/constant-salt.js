const crypto = require('crypto');

const SALT = 'my-application-salt';
const ITERATIONS = 200000;

function hashPassword(password) {
    return crypto.pbkdf2Sync(password, SALT, ITERATIONS, 64, 'sha512').toString('hex');
}

function verifyPassword(password, stored) {
    const expected = Buffer.from(hashPassword(password));
    const actual = Buffer.from(stored);
    return expected.length === actual.length && crypto.timingSafeEqual(expected, actual);
}

module.exports = { hashPassword, verifyPassword };
