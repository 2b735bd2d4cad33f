const fs = require('fs');

const AUTH_LOG = '/var/log/app/auth.log';
const DEBUG_LOG = '/var/log/app/debug.log';

function recordLogin(username, password, address, succeeded) {
    if (!username || !address || username.length > 100 || address.length > 100) {
        return false;
    }

    const status = succeeded ? 'OK' : 'FAILED';
    fs.appendFileSync(AUTH_LOG, `${status} user="${username}" from="${address}"\n`);
    fs.appendFileSync(DEBUG_LOG, `login attempt by ${username} from ${address}: ${status}\n`);

    return true;
}

module.exports = { recordLogin };
