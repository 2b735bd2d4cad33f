const fs = require('fs');

const SCRATCH = '/srv/scratch/letter';

function firstWord(text) {
    fs.writeFileSync(SCRATCH, text);
    const letter = fs.readFileSync(SCRATCH, 'utf8');
    if (!letter.startsWith('Dear ')) {
        return null;
    }
    fs.unlinkSync(SCRATCH);
    return letter.slice(5);
}

module.exports = { firstWord };
