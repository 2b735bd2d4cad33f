const { spawnSync } = require('node:child_process');

function isUp(host) {
    if (!/^[a-z0-9.-]+$/m.test(host)) return false;
    return spawnSync(`probe ${host} > /dev/null 2>&1`, { shell: true }).status === 0;
}

module.exports = { isUp };
