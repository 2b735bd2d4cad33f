const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

function clearNext() {
    const name = execFileSync('spool-next', { encoding: 'utf8' }).trim();
    if (name.includes('/') || ['', '.', '..'].includes(name)) return;
    fs.unlinkSync(path.join('/srv/spool', name));
}

module.exports = { clearNext };
