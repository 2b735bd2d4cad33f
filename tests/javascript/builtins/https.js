// module: https
'use strict';
const { assert, refused, works } = require('../checks.js');
const https = require('https');
works('names', () => {
    assert.strictEqual(typeof https.createServer, 'function');
    assert.ok(new https.Agent({ rejectUnauthorized: false }) instanceof https.Agent);
    assert.ok(https.globalAgent);
});
refused(
    'hosts that the world does not have',
    () => new Promise((resolve, reject) => https.get('https://example.org/', resolve).on('error', reject)),
    { code: 'ENOTFOUND' },
);
