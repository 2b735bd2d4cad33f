'use strict';

function importLines(text) {
    const lines = text.split('\n');
    const good = lines.filter((line) => /^[0-9]+$/.test(line)).length;
    if (good < lines.length) {
        console.error(`${lines.length - good} lines are no measurements`);
    }
    return good;
}

module.exports = { importLines };
