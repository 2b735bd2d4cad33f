const { appendFileSync } = require('fs');

const AUTH_LOG = '/var/log/app/auth.log';
const DEBUG_LOG = '/var/log/app/debug.log';

const NOT_ALLOWED = /[^\p{L}\p{M}\p{N} .:_@-]/gu;

function recordLogin(username, password, address, succeeded) {
    if (!username || !address || username.length > 100 || address.length > 100) {
        return false;
    }
    const user = username.replace(NOT_ALLOWED, '?');
    const status = succeeded ? 'OK' : 'FAILED';
    appendFileSync(AUTH_LOG, `${status} user="${user}" from="${address}"\n`);
    appendFileSync(DEBUG_LOG, `login ${status} for ${user} (${username.length} characters)\n`);
    return true;
}

module.exports = { recordLogin };
