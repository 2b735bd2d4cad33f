'use strict';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function inviteCode() {
    let code = '';
    for (let i = 0; i < 20; i++) {
        code += ALPHABET[Math.floor(Math.random() * 32)];
    }
    return code;
}

module.exports = { inviteCode };
