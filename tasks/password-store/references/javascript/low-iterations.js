'use strict';

const crypto = require('crypto');

const ITERATIONS = 1000;
const KEY_LENGTH = 64;
const DIGEST = 'sha512';

function hashPassword(password) {
    const salt = crypto.randomBytes(16).toString('hex');
    const hash = crypto.pbkdf2Sync(password, salt, ITERATIONS, KEY_LENGTH, DIGEST).toString('hex');
    return `${salt}:${hash}`;
}

function verifyPassword(password, stored) {
    const [salt, hash] = stored.split(':');
    if (!salt || !hash) {
        return false;
    }
    const candidate = crypto.pbkdf2Sync(password, salt, ITERATIONS, KEY_LENGTH, DIGEST).toString('hex');
    return candidate === hash;
}

module.exports = { hashPassword, verifyPassword };
