'use strict';

const fs = require('node:fs');

function takeJob(name) {
    const { O_RDONLY, O_NOFOLLOW } = fs.constants;
    let descriptor;
    try {
        descriptor = fs.openSync(`/srv/spool/${name}`, O_RDONLY | O_NOFOLLOW);
        const found = fs.fstatSync(descriptor);
        return found.isFile() && found.size <= 32 ? fs.readFileSync(descriptor, 'utf8') : null;
    } catch {
        return null;
    } finally {
        if (descriptor !== undefined) fs.closeSync(descriptor);
    }
}

module.exports = { takeJob };
