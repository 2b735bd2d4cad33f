// module: constants
'use strict';
const { assert, works } = require('../checks.js');
const c = require('constants');
works('numbers of files and signals', () => {
    assert.strictEqual(c.O_CREAT, 64);
    assert.strictEqual(c.SIGKILL, 9);
    assert.strictEqual(c.ENOENT, 2);
    assert.strictEqual(c.F_OK, 0);
});
