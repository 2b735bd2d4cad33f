'use strict';
// Compression: what is compressed comes back, Node's errors, guards against bombs.
const assert = require('assert');
const zlib = require('zlib');
const { promisify } = require('util');
const { pipeline } = require('stream/promises');
const { Readable, Writable } = require('stream');

const text = Buffer.from('some text that repeats, some text that repeats\n'.repeat(200));
for (const [small, large] of [['deflate', 'inflate'], ['gzip', 'gunzip'], ['deflateRaw', 'inflateRaw'], ['gzip', 'unzip'], ['deflate', 'unzip']]) {
    for (const data of [text, Buffer.alloc(0), Buffer.from('abc')]) {
        assert.deepStrictEqual(zlib[`${large}Sync`](zlib[`${small}Sync`](data)), data, small);
    }
}
assert.deepStrictEqual(zlib.brotliDecompressSync(zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } })), text);
assert.strictEqual(zlib.gunzipSync(Buffer.from('1f8b08000000000000034b4c4a0600c241243503000000', 'hex')).toString(), 'abc');
assert.strictEqual(zlib.brotliDecompressSync(Buffer.from('0b018061626303', 'hex')).toString(), 'abc');
const dictionary = Buffer.from('some text');
assert.deepStrictEqual(zlib.inflateSync(zlib.deflateSync(text, { dictionary, level: 9 }), { dictionary }), text);

const fails = (work, code, message) => assert.throws(work, (error) => {
    assert.strictEqual(error.code, code);
    if (message) assert.strictEqual(error.message, message);
    return true;
});
fails(() => zlib.gunzipSync('garbage'), 'Z_DATA_ERROR', 'incorrect header check');
fails(() => zlib.gunzipSync(zlib.gzipSync('abc').subarray(0, 15)), 'Z_BUF_ERROR', 'unexpected end of file');
fails(() => zlib.inflateSync(zlib.deflateSync(text, { dictionary })), 'Z_NEED_DICT', 'Missing dictionary');
fails(() => zlib.brotliDecompressSync('garbage'), 'ERR__ERROR_FORMAT_PADDING_1', 'Decompression failed');
fails(() => zlib.deflateSync(5), 'ERR_INVALID_ARG_TYPE');
fails(() => zlib.deflateSync('a', { level: 10 }), 'ERR_OUT_OF_RANGE');

const bomb = zlib.gzipSync(Buffer.alloc(2 << 20));
fails(() => zlib.gunzipSync(bomb, { maxOutputLength: 100000 }), 'ERR_BUFFER_TOO_LARGE', 'Cannot create a Buffer larger than 100000 bytes');

/// What comes out of a stream that is destroyed once it gave too much.
function guarded() {
    return new Promise((resolve) => {
        const stream = zlib.createGunzip();
        let total = 0;
        stream.on('data', (chunk) => {
            total += chunk.length;
            if (total > 100000) stream.destroy(new Error('too much'));
        });
        stream.on('error', (error) => resolve([total, error.message]));
        stream.end(bomb);
    });
}

(async () => {
    assert.deepStrictEqual(await promisify(zlib.gunzip)(await promisify(zlib.gzip)(text)), text);
    const [total, why] = await guarded();
    assert.ok(total < 200000, String(total));
    assert.strictEqual(why, 'too much');
    const parts = [];
    const sink = new Writable({
        write(chunk, encoding, callback) {
            parts.push(chunk);
            callback();
        },
    });
    await pipeline(Readable.from([text.subarray(0, 5000), text.subarray(5000)]), zlib.createDeflate(), zlib.createInflate(), sink);
    assert.deepStrictEqual(Buffer.concat(parts), text);
    const broken = zlib.createGunzip();
    broken.end('garbage');
    await assert.rejects(async () => {
        for await (const chunk of broken) assert.fail(chunk);
    }, { code: 'Z_DATA_ERROR' });
    console.log('ok');
})();
