const fs = require('fs');
const path = require('path');

const BASE = '/srv/data';

function loadFile(name) {
    // Remove directory traversal sequences.
    const cleaned = name.replace(/\.\.\//g, '').replace(/^\/+/, '');
    const fullPath = path.join(BASE, cleaned);

    try {
        if (!fs.statSync(fullPath).isFile()) {
            return null;
        }
        return fs.readFileSync(fullPath, { encoding: 'utf8' });
    } catch (error) {
        return null;
    }
}

module.exports = { loadFile };
