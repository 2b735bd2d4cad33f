const { spawnSync } = require('node:child_process');

const SCRIPT = 'printf "%s\\n" "$1" >> book.txt';

exports.sign = (text) => spawnSync('sh', ['-c', SCRIPT, 'sh', text]).status === 0;
