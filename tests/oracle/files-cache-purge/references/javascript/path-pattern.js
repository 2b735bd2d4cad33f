const fs = require('fs');
const { globSync } = require('glob');

const CACHE = '/srv/cache';

function purge(prefix) {
    for (const file of globSync(`${CACHE}/${prefix}*`)) {
        fs.unlinkSync(file);
    }
    return fs.readdirSync(CACHE).sort();
}

module.exports = { purge };
