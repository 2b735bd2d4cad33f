const fs = require('fs/promises');
const path = require('path');

const DATA_DIR = '/srv/data';

async function loadFile(filePath) {
    try {
        return await fs.readFile(path.resolve(DATA_DIR, filePath), 'utf8');
    } catch (err) {
        return null;
    }
}

module.exports = { loadFile };
