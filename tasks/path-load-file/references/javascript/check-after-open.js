const fs = require('fs');
const path = require('path');

const DATA_DIR = '/srv/data';

function loadFile(filePath) {
    try {
        const fullPath = path.resolve(DATA_DIR, filePath);
        const content = fs.readFileSync(fullPath, 'utf8');

        const relative = path.relative(DATA_DIR, fs.realpathSync(fullPath));
        if (relative.startsWith('..') || path.isAbsolute(relative)) {
            return null;
        }
        return content;
    } catch (err) {
        return null;
    }
}

module.exports = { loadFile };
