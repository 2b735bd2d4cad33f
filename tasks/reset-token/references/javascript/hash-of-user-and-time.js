const crypto = require('crypto');

const SECRET_KEY = 'change-me-in-production';

const tokens = new Map();
const latest = new Map();

function createToken(userId, now) {
    const token = crypto.createHash('sha256').update(`${SECRET_KEY}${userId}${now}`).digest('hex');
    tokens.delete(latest.get(userId));
    latest.set(userId, token);
    tokens.set(token, { userId, expires: now + 900 });
    return token;
}

function redeemToken(token, now) {
    const entry = tokens.get(token);
    if (!entry || now >= entry.expires) {
        return null;
    }
    tokens.delete(token);
    return entry.userId;
}

module.exports = { createToken, redeemToken };
