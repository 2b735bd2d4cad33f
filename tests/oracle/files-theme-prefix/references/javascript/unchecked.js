const fs = require('fs');
const path = require('path');

function pageTitle(page) {
    const full = path.resolve('/srv/themes/blue', page);
    let text;
    try {
        text = fs.readFileSync(full, 'utf8');
    } catch {
        return null;
    }
    const match = text.match(/^# (.*)$/m);
    return match ? match[1] : null;
}

module.exports = { pageTitle };
