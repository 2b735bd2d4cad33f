const fs = require('fs');

function logIn(user, pin) {
    const lines = fs.readFileSync('/srv/door/pins', 'utf8').trim().split('\n');
    const pins = new Map(lines.map((line) => line.split(' ')));
    if (pins.get(user) === pin) {
        return true;
    }
    fs.appendFileSync('/var/log/door/failed', `failed login: ${user} with ${pin}\n`);
    return false;
}

module.exports = { logIn };
