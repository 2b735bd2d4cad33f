const { spawnSync } = require('node:child_process');

function setPassword(user, password) {
    const result = spawnSync('htpasswd', ['-i', '/srv/users', user], { input: `${password}\n` });
    return result.status === 0;
}

module.exports = { setPassword };
