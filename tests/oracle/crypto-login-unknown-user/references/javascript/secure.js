'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');

function login(user, password) {
    const lines = fs.readFileSync('/srv/accounts.txt', 'utf8').trim().split('\n');
    const accounts = new Map(lines.map((line) => line.split(' ')));
    const key = crypto.pbkdf2Sync(password, user, 100_000, 32, 'sha256').toString('hex');
    return crypto.timingSafeEqual(Buffer.from(accounts.get(user) ?? '-'.repeat(64)), Buffer.from(key));
}

module.exports = { login };
