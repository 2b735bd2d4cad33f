const fs = require('fs');
const path = require('path');

const THEME = '/srv/themes/blue';

function pageTitle(page) {
    const full = path.resolve(THEME, page);
    if (!full.startsWith(THEME) || !fs.existsSync(full)) {
        return null;
    }
    for (const line of fs.readFileSync(full, 'utf8').split('\n')) {
        if (line.startsWith('# ')) {
            return line.slice(2);
        }
    }
    return null;
}

module.exports = { pageTitle };
