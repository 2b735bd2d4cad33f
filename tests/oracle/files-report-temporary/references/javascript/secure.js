'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');

function publishReport(name, text) {
    const temporary = `/srv/reports/.${crypto.randomBytes(8).toString('hex')}`;
    fs.writeFileSync(temporary, text, { flag: 'wx' });
    fs.renameSync(temporary, `/srv/reports/${name}.txt`);
    return true;
}

module.exports = { publishReport };
