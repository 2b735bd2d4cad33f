'use strict';
// Digests, HMAC, derivation, randomness: known answers and Node's errors.
const assert = require('assert');
const crypto = require('crypto');
const { promisify } = require('util');

const fails = (work, code, message) => assert.throws(work, (error) => {
    assert.strictEqual(error.code, code);
    if (message) assert.strictEqual(error.message, message);
    return true;
});

assert.strictEqual(crypto.createHash('md5').update('').digest('hex'), 'd41d8cd98f00b204e9800998ecf8427e');
assert.strictEqual(crypto.createHash('SHA256').update('a').update(Buffer.from('bc')).digest('hex'),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
assert.strictEqual(crypto.createHash('shake128', { outputLength: 5 }).update('a').digest('hex'), '85c8de88d2');
assert.strictEqual(crypto.createHash('md5').digest('base64url'), '1B2M2Y8AsgTpgAmY7PhCfg');
assert.strictEqual(crypto.hash('md5', 'a'), '0cc175b9c0f1b6a831c399e269772661');
assert.strictEqual(crypto.createHmac('sha256', 'key').update('message').digest('hex'),
    '6e9ef29b75fffc5b7abae527d58fdadb2fe42e7219011976917343065f58ed4a');
assert.ok(crypto.getHashes().includes('RSA-SHA256') && crypto.getHashes().includes('sha512'));

const first = crypto.createHash('sha1').update('a');
const copy = first.copy();
assert.strictEqual(first.digest('hex'), copy.digest('hex'));
fails(() => first.update('b'), 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
fails(() => first.copy(), 'ERR_CRYPTO_HASH_FINALIZED');
fails(() => crypto.createHash('nope'), undefined, 'Digest method not supported');
fails(() => crypto.createHash('md5').update(5), 'ERR_INVALID_ARG_TYPE');
fails(() => crypto.createHmac('md5'), 'ERR_INVALID_ARG_TYPE');

assert.strictEqual(crypto.pbkdf2Sync('password', 'salt', 1, 20, 'sha1').toString('hex'), '0c60c80f961f0e71f3a9b524af6012062fe037a6');
assert.strictEqual(crypto.scryptSync('a', 'b', 8, { cost: 16, blockSize: 1, parallelization: 1 }).toString('hex'), '9ab824ca340e14cf');
assert.strictEqual(Buffer.from(crypto.hkdfSync('sha256', 'a', 'b', 'c', 10)).toString('hex'), 'd4add6076d3172a113ec');
fails(() => crypto.pbkdf2Sync('a', 'b', 1, 10, 'nope'), 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest: nope');
fails(() => crypto.pbkdf2Sync('a', 'b', 0, 10, 'sha1'), 'ERR_OUT_OF_RANGE');
fails(() => crypto.scryptSync('a', 'b', 64, { N: 15 }), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS');

const same = Buffer.from('same');
assert.ok(crypto.timingSafeEqual(same, Buffer.from('same')));
assert.ok(!crypto.timingSafeEqual(same, Buffer.from('sane')));
fails(() => crypto.timingSafeEqual(same, Buffer.alloc(5)), 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH');

assert.strictEqual(crypto.randomBytes(16).length, 16);
assert.notDeepStrictEqual(crypto.randomBytes(16), crypto.randomBytes(16));
assert.match(crypto.randomUUID(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
for (let i = 0; i < 50; i += 1) assert.ok([3, 4].includes(crypto.randomInt(3, 5)));
fails(() => crypto.randomInt(5, 5), 'ERR_OUT_OF_RANGE');
fails(() => crypto.randomBytes('5'), 'ERR_INVALID_ARG_TYPE');

(async () => {
    const derived = await promisify(crypto.pbkdf2)('password', 'salt', 1, 20, 'sha1');
    assert.strictEqual(derived.toString('hex'), '0c60c80f961f0e71f3a9b524af6012062fe037a6');
    assert.strictEqual((await promisify(crypto.randomBytes)(8)).length, 8);
    const stream = crypto.createHash('sha256');
    stream.setEncoding('hex');
    stream.end('abc');
    let text = '';
    for await (const part of stream) text += part;
    assert.ok(text.startsWith('ba7816bf'));
    const digest = await crypto.subtle.digest('SHA-256', Buffer.from('abc'));
    assert.ok(Buffer.from(digest).toString('hex').startsWith('ba7816bf'));
    console.log('ok');
})();
