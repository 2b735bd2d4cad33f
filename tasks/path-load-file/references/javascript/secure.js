'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');

const DATA = '/srv/data';

async function loadFile(name) {
    try {
        // Where the path really leads, links and all.
        const resolved = await fs.realpath(path.join(DATA, name));
        if (!resolved.startsWith(DATA + path.sep)) {
            return null;
        }
        const stats = await fs.stat(resolved);
        return stats.isFile() ? await fs.readFile(resolved, 'utf8') : null;
    } catch {
        return null;
    }
}

module.exports = { loadFile };
