// module: punycode
'use strict';
const { assert, works } = require('../checks.js');
const punycode = require('punycode');
works('encode, decode and toASCII', () => {
    assert.strictEqual(punycode.encode('mañana'), 'maana-pta');
    assert.strictEqual(punycode.decode('maana-pta'), 'mañana');
    assert.strictEqual(punycode.toASCII('mañana.com'), 'xn--maana-pta.com');
    assert.strictEqual(punycode.toUnicode('xn--maana-pta.com'), 'mañana.com');
});
