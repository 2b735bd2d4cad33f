'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');

function keepAnswer(user, answer) {
    const salt = crypto.randomBytes(16);
    const key = crypto.scryptSync(answer, salt, 32, { N: 16384, r: 8, p: 1, maxmem: 64 << 20 });
    fs.writeFileSync(`/srv/answers/${user}`, Buffer.concat([salt, key]).toString('hex'));
    return true;
}

module.exports = { keepAnswer };
