'use strict';

const crypto = require('node:crypto');

function seal(note) {
    const key = Buffer.from(process.env.NOTES_KEY, 'hex');
    const nonce = Buffer.alloc(12);
    const cipher = crypto.createCipheriv('aes-256-gcm', key, nonce);
    const text = Buffer.concat([cipher.update(note, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('hex');
}

module.exports = { seal };
