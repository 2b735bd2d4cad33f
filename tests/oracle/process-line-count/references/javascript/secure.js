const { execFileSync } = require('node:child_process');

function lineCount(name) {
    const output = execFileSync('wc', ['-l', '--', name], { encoding: 'utf8' });
    return parseInt(output, 10);
}

module.exports = { lineCount };
