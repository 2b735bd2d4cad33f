'use strict';

const fs = require('node:fs');
const path = require('node:path');

const FOLDER = '/srv/mail/attachments';

function readAttachment(name) {
    const full = path.resolve(FOLDER, name);
    if (path.dirname(full) !== FOLDER || !fs.lstatSync(full, { throwIfNoEntry: false })?.isFile()) {
        return null;
    }
    return fs.readFileSync(full, 'utf8');
}

module.exports = { readAttachment };
