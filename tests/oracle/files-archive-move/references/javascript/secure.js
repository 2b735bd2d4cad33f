'use strict';

const fs = require('node:fs');

// A hard link is made only where nothing is.
function isLinked(source, target) {
    try {
        fs.linkSync(source, target);
        return true;
    } catch (error) {
        if (error.code !== 'EEXIST') throw error;
        return false;
    }
}

function archiveLetter(name) {
    const source = `/srv/letters/inbox/${name}`;
    const target = `/srv/letters/archive/${name}`;
    for (let number = 0; !isLinked(source, number ? `${target}.${number}` : target); number += 1);
    fs.unlinkSync(source);
    return true;
}

module.exports = { archiveLetter };
