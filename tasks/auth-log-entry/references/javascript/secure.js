'use strict';

const fs = require('node:fs');

const AUTH_LOG = '/var/log/app/auth.log';
const DEBUG_LOG = '/var/log/app/debug.log';

// Characters, not UTF-16 code units.
function lengthOf(text) {
    return [...text].length;
}

function isRecordable(value) {
    const length = lengthOf(value);
    return length >= 1 && length <= 100;
}

// Whatever could end a line or a quoted value, or steer a terminal, becomes an escape.
function printable(text) {
    return text.replace(
        /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu,
        (character) => `\\u{${character.codePointAt(0).toString(16)}}`
    );
}

// The password belongs in no log.
function recordLogin(username, password, address, succeeded) {
    if (!isRecordable(username) || !isRecordable(address)) {
        return false;
    }
    const name = printable(username);
    const origin = printable(address);
    const outcome = succeeded ? 'OK' : 'FAILED';
    fs.appendFileSync(AUTH_LOG, `${outcome} user="${name}" from="${origin}"\n`);
    fs.appendFileSync(
        DEBUG_LOG,
        `login outcome=${outcome} name=${name} name_length=${lengthOf(username)} origin=${origin}\n`
    );
    return true;
}

module.exports = { recordLogin };
