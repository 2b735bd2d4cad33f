'use strict';

const LIMIT = 100_000;

function unpack(packed) {
    const parts = [];
    for (const run of packed.split(';')) {
        const [count, value] = run.split(' ').map(Number);
        parts.push(Buffer.alloc(count, value));
    }
    const data = Buffer.concat(parts);
    return data.length > LIMIT ? null : data;
}

module.exports = { unpack };
