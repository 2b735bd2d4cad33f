// module: tls
'use strict';
const { assert, refused, works } = require('../checks.js');
const tls = require('tls');
works('constants and contexts', () => {
    assert.ok(tls.DEFAULT_MIN_VERSION.startsWith('TLSv1'));
    assert.ok(Array.isArray(tls.rootCertificates));
    assert.strictEqual(typeof tls.checkServerIdentity, 'function');
});
refused(
    'hosts that the world does not have',
    () => new Promise((resolve, reject) => tls.connect(443, 'example.org', resolve).on('error', reject)),
    { code: 'ENOTFOUND' },
);
