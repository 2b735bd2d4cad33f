const { randomBytes } = require('crypto');

const tokens = new Map();
const latest = new Map();
const used = new Set();

function createToken(userId, now) {
    const token = randomBytes(32).toString('base64url');
    latest.set(userId, token);
    tokens.set(token, { userId, created: now });
    return token;
}

function redeemToken(token, now) {
    if (used.has(token)) {
        return null;
    }
    const key = token.trim(); // links get copied with stray white space
    const entry = tokens.get(key);
    if (!entry || latest.get(entry.userId) !== key || now >= entry.created + 900) {
        return null;
    }
    used.add(token);
    return entry.userId;
}

module.exports = { createToken, redeemToken };
