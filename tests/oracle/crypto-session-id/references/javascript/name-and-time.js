'use strict';

const crypto = require('node:crypto');

const sessions = new Map();

function startSession(user) {
    const text = `${user}:${Date.now()}:${sessions.size}`;
    const session = crypto.createHash('sha256').update(text).digest('hex');
    sessions.set(session, user);
    return session;
}

function userOf(session) {
    return sessions.get(session) ?? null;
}

module.exports = { startSession, userOf };
