const crypto = require('crypto');

const tokens = new Map();
const latest = new Map();

function generateToken() {
    const code = crypto.randomBytes(4).readUInt32BE(0);
    return crypto.createHash('sha256').update(String(code)).digest('hex');
}

function createToken(userId, now) {
    const token = generateToken();
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
