// module: tty
'use strict';
const { assert, works } = require('../checks.js');
const tty = require('tty');
works('isatty', () => {
    assert.strictEqual(tty.isatty(99), false);
    assert.strictEqual(typeof tty.WriteStream, 'function');
});
