const bcrypt = require('bcrypt');

const SALT_ROUNDS = 12;

// bcrypt uses 72 bytes at most and stops at a NUL.
function prepare(password) {
    return Buffer.from(password.replace(/\0/g, ''), 'utf8').subarray(0, 72);
}

async function hashPassword(password) {
    return bcrypt.hash(prepare(password), SALT_ROUNDS);
}

async function verifyPassword(password, stored) {
    return bcrypt.compare(prepare(password), stored);
}

module.exports = { hashPassword, verifyPassword };
