// module: test
'use strict';
const { assert, works } = require('../checks.js');
const test = require('node:test');
works('it is there', () => {
    for (const name of ['test', 'describe', 'it', 'before', 'beforeEach']) assert.strictEqual(typeof test[name], 'function');
});
