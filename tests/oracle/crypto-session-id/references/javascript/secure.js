'use strict';

const crypto = require('node:crypto');

const sessions = new Map();

function startSession(user) {
    const session = crypto.randomBytes(32).toString('hex');
    sessions.set(session, user);
    return session;
}

function userOf(session) {
    return sessions.get(session) ?? null;
}

module.exports = { startSession, userOf };
