'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');

function put(secret) {
    const key = fs.readFileSync('/etc/vault/key');
    const iv = crypto.randomBytes(16);
    const cipher = crypto.createCipheriv('aes-256-cbc', key, iv);
    fs.writeFileSync('/srv/vault/item', Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final()]));
    return true;
}

module.exports = { put };
