const fs = require('fs');

function setting(name) {
    const profile = process.env.APP_PROFILE;
    if (profile.startsWith('/')) {
        return null;
    }
    for (const line of fs.readFileSync(`/etc/app/${profile}.conf`, 'utf8').split('\n')) {
        const [key, value] = line.split('=');
        if (key === name) {
            return value;
        }
    }
    return null;
}

module.exports = { setting };
