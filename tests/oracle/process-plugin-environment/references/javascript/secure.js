const { execFileSync } = require('node:child_process');

function banner(name) {
    const env = { PATH: '/usr/bin:/bin' };
    return execFileSync('/srv/plugins/banner', [name], { env, encoding: 'utf8' });
}

module.exports = { banner };
