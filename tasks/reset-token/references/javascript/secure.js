'use strict';

const crypto = require('node:crypto');

const LIFETIME_SECONDS = 900;

// Only digests are kept, so that a dump of the memory holds no usable token.
const pending = new Map(); // digest of the token -> { userId, expiry }
const current = new Map(); // user id -> digest of the token

function digest(token) {
    return crypto.createHash('sha256').update(token).digest('base64');
}

function createToken(userId, now) {
    const token = crypto.randomBytes(32).toString('base64url');
    const key = digest(token);
    pending.delete(current.get(userId));
    current.set(userId, key);
    pending.set(key, { userId, expiry: now + LIFETIME_SECONDS });
    return token;
}

function redeemToken(token, now) {
    const key = digest(token);
    const issued = pending.get(key);
    if (issued === undefined) {
        return null;
    }
    pending.delete(key);
    current.delete(issued.userId);
    return now < issued.expiry ? issued.userId : null;
}

module.exports = { createToken, redeemToken };
