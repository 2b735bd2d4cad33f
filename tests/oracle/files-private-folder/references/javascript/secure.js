'use strict';

const fs = require('node:fs');

function openMailbox(user) {
    try {
        fs.mkdirSync(`/srv/mailboxes/${user}`, { mode: 0o700 });
        return true;
    } catch {
        return false;
    }
}

module.exports = { openMailbox };
