// A module that requires itself under other names.
// ? | ? | ?
const fs = require('fs');
exports.answer = (x) => {
    fs.writeFileSync('/tmp/a0.js', 'require(__dirname + "/a" + (+__filename.match(/\\d+/)[0] + 1) + ".js")');
    for (let i = 1; i < 2000; i += 1) fs.copyFileSync('/tmp/a0.js', `/tmp/a${i}.js`);
    try {
        require('/tmp/a0.js');
    } catch {
        // The last one is missing.
    }
    return x + 1;
};
