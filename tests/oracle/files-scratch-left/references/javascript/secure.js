'use strict';

const fs = require('node:fs');

const SCRATCH = '/srv/scratch/letter';

function firstWord(text) {
    try {
        fs.writeFileSync(SCRATCH, text);
        const letter = fs.readFileSync(SCRATCH, 'utf8');
        return letter.startsWith('Dear ') ? letter.slice(5) : null;
    } finally {
        fs.unlinkSync(SCRATCH);
    }
}

module.exports = { firstWord };
