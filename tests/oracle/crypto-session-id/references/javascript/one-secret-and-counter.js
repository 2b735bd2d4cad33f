'use strict';

const crypto = require('node:crypto');

const sessions = new Map();
let secret = null;

function startSession(user) {
    secret ??= crypto.randomBytes(16).toString('hex');
    const session = crypto.createHash('sha256').update(`${secret}:${sessions.size}`).digest('hex');
    sessions.set(session, user);
    return session;
}

function userOf(session) {
    return sessions.get(session) ?? null;
}

module.exports = { startSession, userOf };
