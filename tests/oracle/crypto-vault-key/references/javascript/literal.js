'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');

const KEY = 'correct-horse-battery-staple-32b';

function put(secret) {
    const iv = crypto.randomBytes(16);
    const cipher = crypto.createCipheriv('aes-256-cbc', Buffer.from(KEY), iv);
    fs.writeFileSync('/srv/vault/item', Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final()]));
    return true;
}

module.exports = { put };
