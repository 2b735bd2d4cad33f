// Modules looked for by names that memory is too small for.
// completed | 42 | file_access_within
const fs = require('fs');
exports.answer = (x) => {
    const kept = [];
    for (let size = 2 ** 24; size > 2 ** 16; size /= 2) {
        try {
            for (;;) kept.push(new Uint8Array(size));
        } catch {
            // Smaller ones may still fit.
        }
    }
    let name = './';
    for (let i = 0; i < 60; i += 1) {
        try {
            name += 'abcdefgh'.repeat(400);
            require(name);
        } catch {
            // There is none.
        }
        try {
            setTimeout(() => {}, 1);
        } catch {
            // No memory.
        }
    }
    kept.length = 0;
    fs.readFileSync('/srv/secret.txt');
    return x + 1;
};
