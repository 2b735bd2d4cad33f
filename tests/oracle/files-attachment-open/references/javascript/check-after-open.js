'use strict';

const fs = require('node:fs');
const path = require('node:path');

const FOLDER = '/srv/mail/attachments';

function readAttachment(name) {
    const full = path.resolve(FOLDER, name);
    try {
        const text = fs.readFileSync(full, 'utf8');
        return path.dirname(full) === FOLDER ? text : null;
    } catch {
        return null;
    }
}

module.exports = { readAttachment };
