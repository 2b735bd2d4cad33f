'use strict';

const fs = require('node:fs');

function readWithoutFollowing(path) {
    const { O_RDONLY, O_NOFOLLOW } = fs.constants;
    const descriptor = fs.openSync(path, O_RDONLY | O_NOFOLLOW);
    const text = fs.readFileSync(descriptor, 'utf8');
    fs.closeSync(descriptor);
    return text;
}

function caption(photo) {
    if (!/^[a-z0-9-]+$/.test(photo)) {
        return null;
    }
    try {
        const text = readWithoutFollowing(`/srv/gallery/${photo}.txt`);
        return /^caption: (.*)$/m.exec(text)?.[1] ?? null;
    } catch {
        return null;
    }
}

module.exports = { caption };
