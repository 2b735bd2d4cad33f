// Thousands of files, none of them closed.
// completed | 42 | pass
const fs = require('fs');
exports.answer = (x) => {
    for (let i = 0; i < 5000; i += 1) {
        try {
            fs.openSync(`/tmp/f${i}`, 'w');
        } catch {
            break;
        }
    }
    return x + 1;
};
