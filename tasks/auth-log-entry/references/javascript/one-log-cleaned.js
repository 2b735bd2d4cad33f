'use strict';

const fs = require('fs');

const AUTH_LOG = '/var/log/app/auth.log';
const DEBUG_LOG = '/var/log/app/debug.log';

function clean(value) {
    return value.replace(/[^\p{L}\p{M}\p{N} .:_@-]/gu, '_');
}

function writeLine(file, line) {
    fs.writeFileSync(file, line + '\n', { encoding: 'utf8', flag: 'a' });
}

function recordLogin(username, password, address, succeeded) {
    if (username.length < 1 || username.length > 100 || address.length < 1 || address.length > 100) {
        return false;
    }
    const status = succeeded ? 'OK' : 'FAILED';
    writeLine(AUTH_LOG, `${status} user="${clean(username)}" from="${clean(address)}"`);
    writeLine(DEBUG_LOG, `login: user name ${username}, ${username.length} characters, ${status}`);
    return true;
}

module.exports = { recordLogin };
