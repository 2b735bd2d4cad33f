'use strict';

const fs = require('node:fs');

function backUp(name) {
    const source = fs.openSync(`/srv/app/${name}`, 'r');
    const mode = fs.fstatSync(source).mode & 0o777;
    const content = fs.readFileSync(source);
    fs.closeSync(source);
    fs.writeFileSync(`/srv/backup/${name}`, content, { mode, flag: 'wx' });
    return content.length;
}

module.exports = { backUp };
