'use strict';

const fs = require('node:fs');
const path = require('node:path');

const SITE = '/srv/site';

function installFiles(names, texts) {
    let written = 0;
    names.forEach((name, i) => {
        const full = path.resolve(SITE, name);
        if (full.startsWith(SITE + path.sep)) {
            fs.writeFileSync(full, texts[i]);
            written += 1;
        }
    });
    return written;
}

module.exports = { installFiles };
