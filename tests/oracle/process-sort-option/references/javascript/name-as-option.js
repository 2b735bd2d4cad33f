const { spawnSync } = require('node:child_process');

function sortedText(name) {
    return spawnSync('sort', [name], { encoding: 'utf8' }).stdout;
}

module.exports = { sortedText };
