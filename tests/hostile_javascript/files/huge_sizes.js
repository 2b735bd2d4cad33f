// Files that are said to be larger than anything.
// completed | 42 | pass
const fs = require('fs');
exports.answer = (x) => {
    fs.writeFileSync('/tmp/a', 'b');
    for (const size of [2 ** 53 - 1, 2 ** 40, 2 ** 31]) {
        try {
            fs.truncateSync('/tmp/a', size);
            fs.readFileSync('/tmp/a');
        } catch {
            // It may be refused.
        }
    }
    return x + 1;
};
