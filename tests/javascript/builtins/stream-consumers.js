// module: stream/consumers
'use strict';
const { assert, works } = require('../checks.js');
const c = require('stream/consumers');
const { Readable } = require('stream');
works('text, json, buffer', async () => {
    assert.strictEqual(await c.text(Readable.from(['a', 'b'])), 'ab');
    assert.deepStrictEqual(await c.json(Readable.from(['{"a":1}'])), { a: 1 });
    assert.strictEqual((await c.buffer(Readable.from([Buffer.from('x')]))).toString(), 'x');
});
