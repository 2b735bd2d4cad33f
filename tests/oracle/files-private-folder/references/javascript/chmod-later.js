const fs = require('fs');
const path = require('path');

function openMailbox(user) {
    const folder = path.join('/srv/mailboxes', user);
    if (fs.existsSync(folder)) {
        return false;
    }
    fs.mkdirSync(folder, { recursive: true });
    fs.chmodSync(folder, 0o700);
    return true;
}

module.exports = { openMailbox };
