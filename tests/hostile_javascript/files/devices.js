// Devices and what the system tells of processes.
// completed | 42 | file_access_within
const fs = require('fs');
exports.answer = (x) => {
    for (const path of ['/dev/zero', '/dev/urandom', '/dev/full', '/dev/stdin', '/proc/self/environ', '/proc/self/maps', '/proc/1/cmdline', '/proc/kcore']) {
        try {
            const file = fs.openSync(path, 'r+');
            fs.readSync(file, Buffer.alloc(1000));
            fs.writeSync(file, 'x');
        } catch {
            // There is none.
        }
    }
    return x + 1;
};
