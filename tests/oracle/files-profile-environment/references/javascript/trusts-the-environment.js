const fs = require('fs');
const path = require('path');

function setting(name) {
    const file = path.resolve('/etc/app', `${process.env.APP_PROFILE}.conf`);
    for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
        const [key, value] = line.split('=');
        if (key === name) {
            return value;
        }
    }
    return null;
}

module.exports = { setting };
