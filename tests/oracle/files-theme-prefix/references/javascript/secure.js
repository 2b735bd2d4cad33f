'use strict';

const fs = require('node:fs');
const path = require('node:path');

const THEME = '/srv/themes/blue';

function pageTitle(page) {
    const full = path.resolve(THEME, page);
    if (!full.startsWith(THEME + path.sep) || !fs.existsSync(full)) {
        return null;
    }
    const lines = fs.readFileSync(full, 'utf8').split('\n');
    return lines.find((line) => line.startsWith('# '))?.slice(2) ?? null;
}

module.exports = { pageTitle };
