const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const tokens = new Map();
const latest = new Map();

function generateToken() {
    let token = '';
    for (let i = 0; i < 48; i++) {
        token += ALPHABET.charAt(Math.floor(Math.random() * ALPHABET.length));
    }
    return token;
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
