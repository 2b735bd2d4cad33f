// module: zlib
'use strict';
const { assert, called, works } = require('../checks.js');
const zlib = require('zlib');
const text = 'hello '.repeat(100);
works('gzip, deflate, raw and brotli there and back', () => {
    for (const [a, b] of [
        ['gzipSync', 'gunzipSync'],
        ['deflateSync', 'inflateSync'],
        ['deflateRawSync', 'inflateRawSync'],
        ['brotliCompressSync', 'brotliDecompressSync'],
    ]) {
        const small = zlib[a](text);
        assert.ok(small.length < 100, a);
        assert.strictEqual(zlib[b](small).toString(), text, b);
    }
});
works('callbacks and promises', async () => {
    assert.strictEqual((await called((d) => zlib.gunzip(zlib.gzipSync('x'), d))).toString(), 'x');
    assert.strictEqual((await require('util').promisify(zlib.inflate)(zlib.deflateSync('y'))).toString(), 'y');
});
works('streams', async () => {
    const g = zlib.createGzip();
    g.end(text);
    let all = '';
    for await (const part of g.pipe(zlib.createGunzip())) all += part;
    assert.strictEqual(all, text);
});
works('levels and unzip', () => {
    assert.ok(zlib.deflateSync(text, { level: 0 }).length > 600);
    assert.strictEqual(zlib.unzipSync(zlib.gzipSync('a')).toString(), 'a');
    assert.strictEqual(zlib.gzipSync('').subarray(0, 2).toString('hex'), '1f8b');
});
works('broken and too large data', () => {
    assert.throws(() => zlib.inflateSync(Buffer.from('garbage')), { code: 'Z_DATA_ERROR' });
    assert.throws(() => zlib.gunzipSync(zlib.gzipSync('x').subarray(0, 8)), { code: 'Z_BUF_ERROR' });
    assert.throws(() => zlib.gunzipSync(zlib.gzipSync(Buffer.alloc(10000)), { maxOutputLength: 100 }), {
        code: 'ERR_BUFFER_TOO_LARGE',
    });
});
works('crc32 and constants', () => {
    assert.strictEqual(zlib.constants.Z_BEST_COMPRESSION, 9);
    assert.strictEqual(typeof (zlib.crc32 ?? (() => 1)), 'function');
});
