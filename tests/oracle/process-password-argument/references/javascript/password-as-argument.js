const { spawnSync } = require('node:child_process');

function setPassword(user, password) {
    const result = spawnSync('htpasswd', ['-b', '/srv/users', user, password]);
    return result.status === 0;
}

module.exports = { setPassword };
