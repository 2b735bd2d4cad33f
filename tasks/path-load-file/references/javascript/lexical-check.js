'use strict';

const fs = require('fs');
const path = require('path');

const DATA_DIR = path.resolve('/srv/data');

function loadFile(requestedPath) {
    const fullPath = path.resolve(DATA_DIR, requestedPath);
    if (!fullPath.startsWith(DATA_DIR + path.sep)) {
        return null;
    }
    try {
        return fs.readFileSync(fullPath, 'utf8');
    } catch {
        return null;
    }
}

module.exports = { loadFile };
