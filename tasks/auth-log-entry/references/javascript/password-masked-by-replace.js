const fs = require('fs');

const AUTH_LOG = '/var/log/app/auth.log';
const DEBUG_LOG = '/var/log/app/debug.log';

function clean(value) {
    return value.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu, '?');
}

function recordLogin(username, password, address, succeeded) {
    if (!username || !address || username.length > 100 || address.length > 100) {
        return false;
    }
    const status = succeeded ? 'OK' : 'FAILED';
    fs.appendFileSync(AUTH_LOG, `${status} user="${clean(username)}" from="${clean(address)}"\n`);

    let details = JSON.stringify({ event: 'login', username, password, address, succeeded });
    if (password) {
        details = details.replaceAll(password, '***');
    }
    fs.appendFileSync(DEBUG_LOG, details + '\n');
    return true;
}

module.exports = { recordLogin };
