const { execSync } = require('child_process');

function lineCount(name) {
    const output = execSync(`wc -l "${name}"`).toString();
    return parseInt(output.trim().split(' ')[0], 10);
}

module.exports = { lineCount };
