const { spawnSync } = require('node:child_process');

function countTodos() {
    const words = ['.', '-name', '*.txt', '-exec', 'sh', '-c', 'grep -c TODO {}', ';'];
    const lines = spawnSync('find', words, { encoding: 'utf8' }).stdout.trim().split('\n');
    return lines.reduce((sum, line) => sum + Number(line), 0);
}

module.exports = { countTodos };
