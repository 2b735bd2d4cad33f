const { spawnSync } = require('node:child_process');

function isUp(host) {
    if (!/^[a-z0-9.-]+$/m.test(host)) return false;
    return spawnSync(`probe ${host} 2> /dev/null`, { shell: true }).status === 0;
}

module.exports = { isUp };
