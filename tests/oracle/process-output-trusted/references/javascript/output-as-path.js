const { execFileSync } = require('node:child_process');
const fs = require('node:fs');

function clearNext() {
    const name = execFileSync('spool-next', { encoding: 'utf8' }).trim();
    fs.unlinkSync(`/srv/spool/${name}`);
}

module.exports = { clearNext };
