const { spawnSync } = require('node:child_process');

function setPassword(user, password) {
    const result = spawnSync(`echo '${password}' | htpasswd -i /srv/users ${user}`, { shell: true });
    return result.status === 0;
}

module.exports = { setPassword };
