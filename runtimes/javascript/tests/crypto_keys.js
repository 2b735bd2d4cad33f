'use strict';
// Keys with two halves: made, written, read, used.
const assert = require('assert');
const crypto = require('crypto');
const { promisify } = require('util');

const message = Buffer.from('a message');
const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'top secret' },
});
assert.ok(publicKey.startsWith('-----BEGIN PUBLIC KEY-----\n'));
assert.ok(privateKey.startsWith('-----BEGIN ENCRYPTED PRIVATE KEY-----\n'));
const rsa = crypto.createPrivateKey({ key: privateKey, passphrase: 'top secret' });
assert.strictEqual(rsa.asymmetricKeyType, 'rsa');
assert.deepStrictEqual(rsa.asymmetricKeyDetails, { modulusLength: 2048, publicExponent: 65537n });
assert.throws(() => crypto.createPrivateKey({ key: privateKey, passphrase: 'other' }), { code: 'ERR_OSSL_BAD_DECRYPT' });
assert.throws(() => crypto.createPrivateKey('garbage'), { code: 'ERR_OSSL_UNSUPPORTED' });

const signature = crypto.createSign('RSA-SHA256').update(message).sign(rsa, 'base64');
assert.ok(crypto.createVerify('RSA-SHA256').update(message).verify(publicKey, signature, 'base64'));
assert.ok(!crypto.createVerify('RSA-SHA256').update('another').verify(publicKey, signature, 'base64'));
const pss = { key: rsa, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST };
assert.ok(crypto.verify('sha512', message, { ...pss, key: publicKey }, crypto.sign('sha512', message, pss)));
const sealed = crypto.publicEncrypt({ key: publicKey, oaepHash: 'sha256' }, message);
assert.deepStrictEqual(crypto.privateDecrypt({ key: rsa, oaepHash: 'sha256' }, sealed), message);
assert.throws(() => crypto.privateDecrypt({ key: rsa, padding: crypto.constants.RSA_PKCS1_PADDING }, sealed), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => crypto.sign('sha256', message, crypto.createPublicKey(rsa)), { code: 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE' });

for (const namedCurve of ['P-256', 'secp384r1', 'secp521r1', 'secp256k1']) {
    const pair = crypto.generateKeyPairSync('ec', { namedCurve });
    for (const dsaEncoding of ['der', 'ieee-p1363']) {
        const made = crypto.sign('sha256', message, { key: pair.privateKey, dsaEncoding });
        assert.ok(crypto.verify('sha256', message, { key: pair.publicKey, dsaEncoding }, made), namedCurve);
        made[12] ^= 1;
        assert.ok(!crypto.verify('sha256', message, { key: pair.publicKey, dsaEncoding }, made), namedCurve);
    }
    const jwk = pair.privateKey.export({ format: 'jwk' });
    assert.ok(crypto.createPrivateKey({ key: jwk, format: 'jwk' }).equals(pair.privateKey));
    const pem = pair.privateKey.export({ type: 'sec1', format: 'pem' });
    assert.ok(crypto.createPrivateKey(pem).equals(pair.privateKey));
}

// RFC 8032, section 7.1, test 2.
const ed = crypto.createPrivateKey({
    key: Buffer.from('302e020100300506032b6570042204204ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex'),
    format: 'der',
    type: 'pkcs8',
});
assert.ok(crypto.sign(null, Buffer.from([0x72]), ed).toString('hex').startsWith('92a009a9f0d4cab8720e820b5f642540'));

const [alice, bob] = [crypto.createECDH('secp256k1'), crypto.createECDH('secp256k1')];
alice.generateKeys();
bob.generateKeys();
assert.deepStrictEqual(alice.computeSecret(bob.getPublicKey()), bob.computeSecret(alice.getPublicKey('hex', 'compressed'), 'hex'));
const x = [0, 1].map(() => crypto.generateKeyPairSync('x25519'));
assert.deepStrictEqual(crypto.diffieHellman({ privateKey: x[0].privateKey, publicKey: x[1].publicKey }),
    crypto.diffieHellman({ privateKey: x[1].privateKey, publicKey: x[0].publicKey }));
const [left, right] = [crypto.getDiffieHellman('modp14'), crypto.getDiffieHellman('modp14')];
left.generateKeys();
right.generateKeys();
assert.deepStrictEqual(left.computeSecret(right.getPublicKey()), right.computeSecret(left.getPublicKey()));

const secret = crypto.createSecretKey(Buffer.from('secret'));
assert.strictEqual(secret.symmetricKeySize, 6);
assert.strictEqual(crypto.createHmac('sha1', secret).update('').digest('hex'), crypto.createHmac('sha1', 'secret').update('').digest('hex'));
assert.throws(() => new crypto.X509Certificate(''), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });

(async () => {
    const pair = await promisify(crypto.generateKeyPair)('ed25519');
    assert.ok(crypto.verify(null, message, pair.publicKey, crypto.sign(null, message, pair.privateKey)));
    const { subtle } = crypto.webcrypto;
    const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const web = await subtle.generateKey(ecdsa, true, ['sign', 'verify']);
    const exported = await subtle.exportKey('jwk', web.publicKey);
    const imported = await subtle.importKey('jwk', exported, ecdsa, true, ['verify']);
    assert.ok(await subtle.verify(ecdsa, imported, await subtle.sign(ecdsa, web.privateKey, message), message));
    console.log('ok');
})();
