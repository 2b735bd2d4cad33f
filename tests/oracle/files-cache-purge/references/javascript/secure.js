'use strict';

const fs = require('node:fs');
const path = require('node:path');

const CACHE = '/srv/cache';

function purge(prefix) {
    for (const name of fs.readdirSync(CACHE)) {
        if (name.startsWith(prefix)) {
            fs.unlinkSync(path.join(CACHE, name));
        }
    }
    return fs.readdirSync(CACHE).sort();
}

module.exports = { purge };
