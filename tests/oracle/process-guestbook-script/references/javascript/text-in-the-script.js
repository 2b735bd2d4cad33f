const { spawnSync } = require('node:child_process');

exports.sign = (text) => spawnSync('sh', ['-c', `printf "%s\\n" "${text}" >> book.txt`]).status === 0;
