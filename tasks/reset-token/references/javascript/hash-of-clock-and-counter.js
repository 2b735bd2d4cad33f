const crypto = require('crypto');

const tokens = new Map();
const latest = new Map();

let counter = 0;

function generateToken(userId) {
    const unique = `${userId}:${Date.now()}:${process.hrtime.bigint()}:${counter++}`;
    return crypto.createHash('sha256').update(unique).digest('hex');
}

function createToken(userId, now) {
    const token = generateToken(userId);
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
