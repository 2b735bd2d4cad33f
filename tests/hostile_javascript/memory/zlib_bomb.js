// A bomb of zeros, packed again and again.
// out of fuel | - | ended
const zlib = require('zlib');
exports.answer = () => {
    let packed = zlib.deflateSync(Buffer.alloc(100_000_000));
    for (let i = 0; i < 3; i += 1) packed = zlib.deflateSync(packed);
    for (let i = 0; i < 4; i += 1) packed = zlib.inflateSync(packed);
    return packed.length;
};
