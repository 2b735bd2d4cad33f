// module: crypto
'use strict';
const { assert, called, works } = require('../checks.js');
const crypto = require('crypto');
works('hashes', () => {
    assert.strictEqual(
        crypto.createHash('sha256').update('a').update('b').digest('hex'),
        'fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603',
    );
    assert.strictEqual(crypto.createHash('md5').update('').digest('base64'), '1B2M2Y8AsgTpgAmY7PhCfg==');
    assert.strictEqual(crypto.createHash('sha1').update(Buffer.from('x')).digest().length, 20);
    for (const name of ['sha512', 'sha384', 'sha224', 'sha3-256', 'ripemd160', 'sha512-256', 'blake2b512'])
        assert.ok(crypto.createHash(name).update('x').digest('hex').length >= 40, name);
});
works('hashes: copies, streams, and one use', async () => {
    const h = crypto.createHash('sha1').update('a');
    const copy = h.copy();
    assert.strictEqual(h.digest('hex'), copy.digest('hex'));
    assert.throws(() => h.update('b'), { code: 'ERR_CRYPTO_HASH_FINALIZED' });
    assert.throws(() => crypto.createHash('none'));
    const s = crypto.createHash('md5');
    s.end('abc');
    assert.strictEqual(s.read().toString('hex'), '900150983cd24fb0d6963f7d28e17f72');
});
works('getHashes and getCiphers', () => {
    assert.ok(crypto.getHashes().includes('sha256'));
    assert.ok(crypto.getCiphers().includes('aes-256-gcm'));
});
works('hmac', () =>
    assert.strictEqual(
        crypto.createHmac('sha256', 'key').update('data').digest('hex'),
        '5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0',
    ),
);
works('randomBytes, randomInt, randomUUID, randomFill', async () => {
    assert.strictEqual(crypto.randomBytes(8).length, 8);
    assert.strictEqual((await called((done) => crypto.randomBytes(4, done))).length, 4);
    const n = crypto.randomInt(5, 7);
    assert.ok(n === 5 || n === 6);
    assert.match(crypto.randomUUID(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.notDeepStrictEqual(crypto.randomFillSync(Buffer.alloc(16)), Buffer.alloc(16));
    assert.throws(() => crypto.randomInt(3, 2), { code: 'ERR_OUT_OF_RANGE' });
});
works('timingSafeEqual', () => {
    assert.ok(crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')));
    assert.ok(!crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ac')));
    assert.throws(() => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')), {
        code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
    });
});
works('pbkdf2', async () => {
    assert.strictEqual(
        crypto.pbkdf2Sync('password', 'salt', 1, 20, 'sha1').toString('hex'),
        '0c60c80f961f0e71f3a9b524af6012062fe037a6',
    );
    assert.strictEqual((await called((done) => crypto.pbkdf2('p', 's', 100000, 32, 'sha512', done))).length, 32);
    assert.throws(() => crypto.pbkdf2Sync('p', 's', 1, 1, 'none'));
});
works('scrypt', async () => {
    assert.strictEqual(
        crypto.scryptSync('', '', 16, { N: 16, r: 1, p: 1 }).toString('hex'),
        '77d6576238657b203b19ca42c18a0497',
    );
    assert.strictEqual((await called((done) => crypto.scrypt('p', 's', 64, done))).length, 64);
    assert.throws(() => crypto.scryptSync('p', 's', 1, { N: 3 }));
});
works('hkdf', () => assert.strictEqual(Buffer.from(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 8)).length, 8));
works('aes-256-cbc', () => {
    const key = Buffer.alloc(32, 1);
    const iv = Buffer.alloc(16, 2);
    const c = crypto.createCipheriv('aes-256-cbc', key, iv);
    const text = c.update('secret text', 'utf8', 'hex') + c.final('hex');
    const d = crypto.createDecipheriv('aes-256-cbc', key, iv);
    assert.strictEqual(d.update(text, 'hex', 'utf8') + d.final('utf8'), 'secret text');
    const wrong = crypto.createDecipheriv('aes-256-cbc', Buffer.alloc(32, 3), iv);
    wrong.update(text, 'hex');
    assert.throws(() => wrong.final());
});
works('aes-256-gcm with additional data', () => {
    const key = Buffer.alloc(32, 1);
    const iv = Buffer.alloc(12, 2);
    const c = crypto.createCipheriv('aes-256-gcm', key, iv);
    c.setAAD(Buffer.from('aad'));
    const text = Buffer.concat([c.update('secret'), c.final()]);
    const tag = c.getAuthTag();
    const open = (t) => {
        const d = crypto.createDecipheriv('aes-256-gcm', key, iv);
        d.setAAD(Buffer.from('aad'));
        d.setAuthTag(t);
        return d.update(text, null, 'utf8') + d.final('utf8');
    };
    assert.strictEqual(open(tag), 'secret');
    assert.throws(() => open(Buffer.alloc(16)), /unable to authenticate/);
});
works('aes-ctr, aes-ecb and chacha20-poly1305', () => {
    for (const [name, key, iv] of [
        ['aes-128-ctr', 16, 16],
        ['aes-128-ecb', 16, 0],
        ['chacha20-poly1305', 32, 12],
    ]) {
        const opts = name.startsWith('chacha') ? { authTagLength: 16 } : undefined;
        const c = crypto.createCipheriv(name, Buffer.alloc(key), iv ? Buffer.alloc(iv) : null, opts);
        const text = Buffer.concat([c.update('x'.repeat(20)), c.final()]);
        const d = crypto.createDecipheriv(name, Buffer.alloc(key), iv ? Buffer.alloc(iv) : null, opts);
        if (opts) d.setAuthTag(c.getAuthTag());
        assert.strictEqual(Buffer.concat([d.update(text), d.final()]).toString(), 'x'.repeat(20), name);
    }
});
works('wrong keys and unknown ciphers', () => {
    assert.throws(() => crypto.createCipheriv('aes-256-cbc', 'short', Buffer.alloc(16)), /Invalid key length/);
    assert.throws(
        () => crypto.createCipheriv('aes-256-cbc', Buffer.alloc(32), Buffer.alloc(3)),
        /Invalid initialization vector/,
    );
    assert.throws(() => crypto.createCipheriv('none', 'k', 'i'), { code: 'ERR_CRYPTO_UNKNOWN_CIPHER' });
});
works('RSA keys sign and verify', () => {
    const { privateKey, publicKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
    const signature = crypto.sign('sha256', Buffer.from('data'), privateKey);
    assert.ok(crypto.verify('sha256', Buffer.from('data'), publicKey, signature));
    assert.ok(!crypto.verify('sha256', Buffer.from('other'), publicKey, signature));
    const s = crypto.createSign('RSA-SHA256').update('data').sign(privateKey, 'base64');
    assert.ok(crypto.createVerify('RSA-SHA256').update('data').verify(publicKey, s, 'base64'));
});
works('RSA encrypts and decrypts', () => {
    const { privateKey, publicKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
    assert.strictEqual(crypto.privateDecrypt(privateKey, crypto.publicEncrypt(publicKey, Buffer.from('m'))).toString(), 'm');
});
works('keys in PEM', () => {
    const { privateKey, publicKey } = crypto.generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    assert.match(publicKey, /^-----BEGIN PUBLIC KEY-----/);
    const signature = crypto.sign('sha256', Buffer.from('d'), privateKey);
    assert.ok(crypto.verify('sha256', Buffer.from('d'), publicKey, signature));
    assert.strictEqual(crypto.createPublicKey(privateKey).asymmetricKeyType, 'ec');
});
works('Ed25519 and X25519', () => {
    const ed = crypto.generateKeyPairSync('ed25519');
    assert.ok(crypto.verify(null, Buffer.from('x'), ed.publicKey, crypto.sign(null, Buffer.from('x'), ed.privateKey)));
    const [a, b] = [crypto.generateKeyPairSync('x25519'), crypto.generateKeyPairSync('x25519')];
    assert.deepStrictEqual(
        crypto.diffieHellman({ privateKey: a.privateKey, publicKey: b.publicKey }),
        crypto.diffieHellman({ privateKey: b.privateKey, publicKey: a.publicKey }),
    );
});
works('ECDH', () => {
    const [a, b] = [crypto.createECDH('secp256k1'), crypto.createECDH('secp256k1')];
    a.generateKeys();
    b.generateKeys();
    assert.deepStrictEqual(a.computeSecret(b.getPublicKey()), b.computeSecret(a.getPublicKey()));
});
works('Diffie-Hellman in known groups', () => {
    const [a, b] = [crypto.getDiffieHellman('modp14'), crypto.getDiffieHellman('modp14')];
    a.generateKeys();
    b.generateKeys();
    assert.ok(a.computeSecret(b.getPublicKey()).equals(b.computeSecret(a.getPublicKey())));
});
works('secret keys', () => {
    const key = crypto.createSecretKey(Buffer.from('k'));
    assert.strictEqual(key.type, 'secret');
    assert.strictEqual(key.export().toString(), 'k');
    assert.strictEqual(crypto.createHmac('sha1', key).update('x').digest().length, 20);
    assert.strictEqual(crypto.generateKeySync('hmac', { length: 128 }).symmetricKeySize, 16);
});
works('JSON web keys', () => {
    const { publicKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    assert.strictEqual(jwk.kty, 'EC');
    assert.ok(crypto.createPublicKey({ key: jwk, format: 'jwk' }).equals(publicKey));
});
works('webcrypto: digest, HMAC and AES-GCM', async () => {
    const { subtle } = crypto.webcrypto;
    assert.strictEqual(
        Buffer.from(await subtle.digest('SHA-256', Buffer.from('a')))
            .toString('hex')
            .slice(0, 8),
        'ca978112',
    );
    const key = await subtle.importKey('raw', Buffer.from('k'), { name: 'HMAC', hash: 'SHA-256' }, false, [
        'sign',
        'verify',
    ]);
    assert.ok(await subtle.verify('HMAC', key, await subtle.sign('HMAC', key, Buffer.from('d')), Buffer.from('d')));
    const aes = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
    const iv = new Uint8Array(12);
    assert.strictEqual(
        Buffer.from(
            await subtle.decrypt(
                { name: 'AES-GCM', iv },
                aes,
                await subtle.encrypt({ name: 'AES-GCM', iv }, aes, Buffer.from('t')),
            ),
        ).toString(),
        't',
    );
});
works('webcrypto: PBKDF2', async () => {
    const { subtle } = crypto.webcrypto;
    const key = await subtle.importKey('raw', Buffer.from('password'), 'PBKDF2', false, ['deriveBits']);
    assert.strictEqual(
        Buffer.from(
            await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-1', salt: Buffer.from('salt'), iterations: 1 }, key, 160),
        ).toString('hex'),
        '0c60c80f961f0e71f3a9b524af6012062fe037a6',
    );
});
works('webcrypto: ECDSA and RSA', async () => {
    const { subtle } = crypto.webcrypto;
    const ec = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    assert.ok(
        await subtle.verify(how, ec.publicKey, await subtle.sign(how, ec.privateKey, Buffer.from('x')), Buffer.from('x')),
    );
});
works('X509Certificate refuses what is none', () => assert.throws(() => new crypto.X509Certificate('none')));
