'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');

function enrol(user, pin) {
    const salt = crypto.randomBytes(16);
    const key = crypto.pbkdf2Sync(pin, salt, 100_000, 32, 'sha256');
    const text = Buffer.concat([salt, key]).toString('hex');
    fs.writeFileSync(`/srv/pins/${user}`, text);
    return text.length;
}

module.exports = { enrol };
