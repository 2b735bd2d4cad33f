// A module that requires itself, again and again.
// out of fuel | - | ended
const fs = require('fs');
exports.answer = (x) => {
    fs.writeFileSync('/tmp/a.js', 'global.depth = (global.depth || 0) + 1; delete require.cache[__filename]; require(__filename)');
    try {
        require('/tmp/a.js');
    } catch {
        // It is too deep.
    }
    return global.depth > 10 ? x + 1 : global.depth;
};
