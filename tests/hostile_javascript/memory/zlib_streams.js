// Streams of compression, none of them closed.
// out of fuel | - | ended
const zlib = require('zlib');
exports.answer = (x) => {
    const kept = [];
    for (let i = 0; i < 100_000; i += 1) kept.push(zlib.createGzip({ level: 9, memLevel: 9, windowBits: 15 }));
    return x + 1;
};
