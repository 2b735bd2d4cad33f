// module: string_decoder
'use strict';
const { assert, works } = require('../checks.js');
const { StringDecoder } = require('string_decoder');
works('characters over several parts', () => {
    const d = new StringDecoder('utf8');
    assert.strictEqual(d.write(Buffer.from([0xe2, 0x82])), '');
    assert.strictEqual(d.write(Buffer.from([0xac])), '€');
    assert.strictEqual(d.end(Buffer.from([0xc3])), '\ufffd');
    assert.strictEqual(new StringDecoder('base64').end(Buffer.from('a')), 'YQ==');
});
