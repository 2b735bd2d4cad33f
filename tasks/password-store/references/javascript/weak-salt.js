const crypto = require('crypto');

const ITERATIONS = 310000;
const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function generateSalt(length = 16) {
    let salt = '';
    for (let i = 0; i < length; i++) {
        salt += CHARACTERS.charAt(Math.floor(Math.random() * CHARACTERS.length));
    }
    return salt;
}

function derive(password, salt) {
    return crypto.pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256').toString('hex');
}

function hashPassword(password) {
    const salt = generateSalt();
    return `${salt}$${derive(password, salt)}`;
}

function verifyPassword(password, stored) {
    const [salt, key] = stored.split('$');
    if (!salt || !key) {
        return false;
    }
    const candidate = derive(password, salt);
    return candidate.length === key.length && crypto.timingSafeEqual(Buffer.from(candidate), Buffer.from(key));
}

module.exports = { hashPassword, verifyPassword };
