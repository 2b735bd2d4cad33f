const { execSync } = require('node:child_process');

function topWord(name) {
    const output = execSync(`sort -- '${name}' | uniq -c | sort -rn | head -n 1`, { encoding: 'utf8' });
    return output.trim().split(' ')[1];
}

module.exports = { topWord };
