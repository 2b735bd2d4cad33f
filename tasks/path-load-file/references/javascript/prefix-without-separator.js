const fs = require('fs');
const path = require('path');

const DATA_DIR = '/srv/data';

function loadFile(filePath) {
    let resolved;
    try {
        resolved = fs.realpathSync(path.join(DATA_DIR, filePath));
    } catch (err) {
        return null;
    }
    if (!resolved.startsWith(DATA_DIR)) {
        return null;
    }
    if (!fs.statSync(resolved).isFile()) {
        return null;
    }
    return fs.readFileSync(resolved, 'utf-8');
}

module.exports = { loadFile };
