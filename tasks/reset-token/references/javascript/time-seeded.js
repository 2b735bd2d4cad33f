const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const tokens = new Map();
const latest = new Map();

// mulberry32
function createGenerator(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

function generateToken(now) {
    const random = createGenerator(now);
    let token = '';
    while (token.length < 40) {
        token += ALPHABET[Math.floor(random() * ALPHABET.length)];
    }
    return token;
}

function createToken(userId, now) {
    const token = generateToken(now);
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
