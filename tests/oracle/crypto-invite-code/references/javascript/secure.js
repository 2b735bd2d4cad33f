'use strict';

const { randomBytes } = require('node:crypto');

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function inviteCode() {
    return Array.from(randomBytes(20), (byte) => ALPHABET[byte % 32]).join('');
}

module.exports = { inviteCode };
