// Links that lead to each other.
// completed | 42 | pass
const fs = require('fs');
exports.answer = (x) => {
    fs.symlinkSync('/tmp/b', '/tmp/a');
    fs.symlinkSync('/tmp/a', '/tmp/b');
    fs.symlinkSync('.', '/tmp/here');
    for (const path of ['/tmp/a', '/tmp/a/x.js', `/tmp/${'here/'.repeat(500)}c`]) {
        for (const way of [fs.readFileSync, fs.realpathSync, require, require.resolve]) {
            try {
                way(path);
            } catch {
                // It leads nowhere.
            }
        }
    }
    return x + 1;
};
