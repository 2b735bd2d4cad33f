'use strict';

const LIMIT = 100_000;

function unpack(packed) {
    const parts = [];
    let size = 0;
    for (const run of packed.split(';')) {
        const [count, value] = run.split(' ').map(Number);
        if (count > LIMIT - size) {
            return null;
        }
        parts.push(Buffer.alloc(count, value));
        size += count;
    }
    return Buffer.concat(parts);
}

module.exports = { unpack };
