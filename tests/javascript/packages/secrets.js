// Packages of cryptography.
'use strict';
const { assert, works } = require('../checks.js');
const crypto = require('crypto');
works('bcryptjs', async () => {
    const b = require('bcryptjs');
    const h = b.hashSync('pw', 4);
    assert.match(h, /^\$2[aby]\$04\$/);
    assert.ok(await b.compare('pw', h));
    assert.ok(!b.compareSync('no', h));
});
works('bcrypt', async () => {
    const b = require('bcrypt');
    const h = await b.hash('pw', 4);
    assert.ok(b.compareSync('pw', h) && !(await b.compare('x', h)));
    assert.strictEqual(b.getRounds(h), 4);
});
works('argon2', async () => {
    const a = require('argon2');
    const h = await a.hash('pw', { memoryCost: 1024, timeCost: 2, parallelism: 1 });
    assert.match(h, /^\$argon2id\$v=19\$m=1024,t=2,p=1\$/);
    assert.ok(await a.verify(h, 'pw'));
    assert.ok(!(await a.verify(h, 'no')));
});
works('crypto-js', () => {
    const C = require('crypto-js');
    assert.strictEqual(C.SHA256('a').toString().slice(0, 8), 'ca978112');
    assert.strictEqual(C.AES.decrypt(C.AES.encrypt('t', 'k').toString(), 'k').toString(C.enc.Utf8), 't');
});
works('jose', async () => {
    const jose = require('jose');
    const key = new TextEncoder().encode('k'.repeat(32));
    const t = await new jose.SignJWT({ a: 1 }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(key);
    assert.strictEqual((await jose.jwtVerify(t, key)).payload.a, 1);
    await assert.rejects(jose.jwtVerify(t, new TextEncoder().encode('x'.repeat(32))), {
        code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
});
works('jsonwebtoken', () => {
    const jwt = require('jsonwebtoken');
    const t = jwt.sign({ a: 1 }, 'k', { expiresIn: '1h' });
    assert.strictEqual(jwt.verify(t, 'k', { algorithms: ['HS256'] }).a, 1);
    assert.throws(() => jwt.verify(t, 'x'), { name: 'JsonWebTokenError', message: 'invalid signature' });
    const { privateKey, publicKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
    assert.strictEqual(jwt.verify(jwt.sign({ b: 2 }, privateKey, { algorithm: 'RS256' }), publicKey).b, 2);
});
works('nanoid', () => {
    const { nanoid, customAlphabet } = require('nanoid');
    assert.match(nanoid(), /^[\w-]{21}$/);
    assert.match(customAlphabet('ab', 5)(), /^[ab]{5}$/);
});
works('otplib', () => {
    const { authenticator } = require('otplib');
    const s = authenticator.generateSecret();
    assert.ok(authenticator.check(authenticator.generate(s), s));
});
works('speakeasy', () =>
    assert.strictEqual(require('speakeasy').hotp({ secret: '12345678901234567890', counter: 0 }), '755224'),
);
works('tweetnacl', () => {
    const n = require('tweetnacl');
    const k = n.sign.keyPair();
    const m = Buffer.from('m');
    assert.ok(n.sign.detached.verify(m, n.sign.detached(m, k.secretKey), k.publicKey));
});
works('uuid', () => {
    const u = require('uuid');
    assert.ok(u.validate(u.v4()) && u.version(u.v1()) === 1);
    assert.strictEqual(u.v5('x', u.v5.URL), u.v5('x', u.v5.URL));
});
