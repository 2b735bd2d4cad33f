'use strict';

const fs = require('fs');

const AUTH_LOG = '/var/log/app/auth.log';
const DEBUG_LOG = '/var/log/app/debug.log';
const MAX_LENGTH = 100;

function sanitize(value) {
    return value.replace(/[\p{C}\p{Zl}\p{Zp}"\\]/gu, '?');
}

function recordLogin(username, password, address, succeeded) {
    if (!username || username.length > MAX_LENGTH || !address || address.length > MAX_LENGTH) {
        return false;
    }
    const name = sanitize(username);
    const origin = sanitize(address);

    const authLine = `${succeeded ? 'OK' : 'FAILED'} user="${name}" from="${origin}"`;
    const debugLine = succeeded
        ? `login of ${name} from ${origin} succeeded`
        : `login of ${name} from ${origin} failed with password ${sanitize(password)}`;

    fs.appendFileSync(AUTH_LOG, authLine + '\n');
    fs.appendFileSync(DEBUG_LOG, debugLine + '\n');
    return true;
}

module.exports = { recordLogin };
