const fs = require('fs');
const path = require('path');

const LOG_DIR = '/var/log/app';

function sanitize(value) {
    return value.replace(/[\r\n]+/g, ' ');
}

function recordLogin(username, password, address, succeeded) {
    if (!username || !address || username.length > 100 || address.length > 100) {
        return false;
    }
    const user = sanitize(username);
    const from = sanitize(address);
    const status = succeeded ? 'OK' : 'FAILED';

    fs.appendFileSync(path.join(LOG_DIR, 'auth.log'), `${status} user="${user}" from="${from}"\n`, 'utf8');
    fs.appendFileSync(path.join(LOG_DIR, 'debug.log'), `login attempt by ${user} from ${from}: ${status}\n`, 'utf8');
    return true;
}

module.exports = { recordLogin };
