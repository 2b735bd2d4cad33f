const { execSync } = require('node:child_process');

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function topWord(name) {
    const output = execSync(`sort -- ${quoted(name)} | uniq -c | sort -rn | head -n 1`, { encoding: 'utf8' });
    return output.trim().split(' ')[1];
}

module.exports = { topWord };
