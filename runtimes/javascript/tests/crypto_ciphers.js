'use strict';
// Symmetric ciphers: known answers, parts of messages, authentication, Node's errors.
const assert = require('assert');
const crypto = require('crypto');

const key = Buffer.alloc(32, 1);
const iv = Buffer.alloc(16, 2);
const nonce = Buffer.alloc(12, 3);

const encrypted = (name, secret, start, text) => {
    const cipher = crypto.createCipheriv(name, secret, start);
    return cipher.update(text, 'utf8', 'hex') + cipher.final('hex');
};
const decrypted = (name, secret, start, hex) => {
    const decipher = crypto.createDecipheriv(name, secret, start);
    return decipher.update(hex, 'hex', 'utf8') + decipher.final('utf8');
};

// NIST SP 800-38A, sections F.1.1 and F.5.1.
const nist = Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex');
const block = Buffer.from('6bc1bee22e409f96e93d7e117393172a', 'hex');
const ecb = crypto.createCipheriv('aes-128-ecb', nist, null);
assert.strictEqual(ecb.update(block, undefined, 'hex'), '3ad77bb40d7a3660a89ecaf32466ef97');
const ctr = crypto.createCipheriv('aes-128-ctr', nist, Buffer.from('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', 'hex'));
assert.strictEqual(ctr.update(block, undefined, 'hex'), '874d6191b620e3261bef6864990db6ce');

for (const [name, length, start] of [['aes-256-cbc', 32, iv], ['aes-128-ctr', 16, iv], ['des-ede3-cbc', 24, iv.subarray(8)], ['aes-192-cfb', 24, iv]]) {
    const hex = encrypted(name, key.subarray(0, length), start, 'some text that is longer than a block');
    assert.strictEqual(decrypted(name, key.subarray(0, length), start, hex), 'some text that is longer than a block', name);
}

for (const name of ['aes-256-gcm', 'chacha20-poly1305']) {
    const cipher = crypto.createCipheriv(name, key, nonce, { authTagLength: 16 });
    cipher.setAAD(Buffer.from('header'));
    const parts = ['one ', 'two ', 'and much more than a single block of it'].map((part) => cipher.update(part));
    const sealed = Buffer.concat([...parts, cipher.final()]);
    const tag = cipher.getAuthTag();
    assert.strictEqual(tag.length, 16);
    const open = (data, given) => {
        const decipher = crypto.createDecipheriv(name, key, nonce, { authTagLength: 16 });
        decipher.setAAD(Buffer.from('header'));
        if (given) decipher.setAuthTag(given);
        return Buffer.concat([decipher.update(data.subarray(0, 7)), decipher.update(data.subarray(7)), decipher.final()]).toString();
    };
    assert.strictEqual(open(sealed, tag), 'one two and much more than a single block of it');
    const changed = Buffer.from(sealed);
    changed[3] ^= 1;
    for (const attempt of [() => open(changed, tag), () => open(sealed, Buffer.alloc(16)), () => open(sealed)]) {
        assert.throws(attempt, { message: 'Unsupported state or unable to authenticate data' });
    }
}

const code = (work, expected) => assert.throws(work, (error) => error.code === expected);
code(() => crypto.createCipheriv('nope', key, iv), 'ERR_CRYPTO_UNKNOWN_CIPHER');
code(() => crypto.createCipheriv('aes-256-cbc', key.subarray(1), iv), 'ERR_CRYPTO_INVALID_KEYLEN');
code(() => crypto.createCipheriv('aes-256-cbc', key, iv.subarray(1)), 'ERR_CRYPTO_INVALID_IV');
code(() => crypto.createCipheriv('aes-256-cbc', key, 5), 'ERR_INVALID_ARG_TYPE');
code(() => decrypted('aes-256-cbc', key, iv, '00'.repeat(16)), 'ERR_OSSL_BAD_DECRYPT');
code(() => decrypted('aes-256-cbc', key, iv, '00'.repeat(15)), 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH');
code(() => crypto.createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(Buffer.alloc(3)), 'ERR_CRYPTO_INVALID_AUTH_TAG');
assert.deepStrictEqual(crypto.getCipherInfo('aes-256-cbc'),
    { mode: 'cbc', name: 'aes-256-cbc', nid: 427, blockSize: 16, ivLength: 16, keyLength: 32 });

(async () => {
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, made, Buffer.from('secret'));
    assert.strictEqual(Buffer.from(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, made, sealed)).toString(), 'secret');
    await assert.rejects(crypto.subtle.decrypt({ name: 'AES-GCM', iv: iv.subarray(4) }, made, sealed), { name: 'OperationError' });
    const stream = crypto.createCipheriv('aes-256-cbc', key, iv);
    stream.end('streamed');
    const parts = [];
    for await (const part of stream) parts.push(part);
    assert.strictEqual(decrypted('aes-256-cbc', key, iv, Buffer.concat(parts).toString('hex')), 'streamed');
    console.log('ok');
})();
