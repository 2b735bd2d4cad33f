const fs = require('fs');

function loadFile(path) {
    if (!path || path.startsWith('/') || path.startsWith('..')) {
        return null;
    }
    const fullPath = `/srv/data/${path}`;
    if (!fs.existsSync(fullPath) || !fs.statSync(fullPath).isFile()) {
        return null;
    }
    return fs.readFileSync(fullPath, 'utf8');
}

module.exports = { loadFile };
