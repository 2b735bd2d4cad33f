'use strict';

const { randomBytes } = require('node:crypto');

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function inviteCode() {
    let state = randomBytes(4).readUInt32BE(0);
    let code = '';
    for (let i = 0; i < 20; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        code += ALPHABET[state >>> 27];
    }
    return code;
}

module.exports = { inviteCode };
