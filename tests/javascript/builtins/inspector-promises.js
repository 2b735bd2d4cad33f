// module: inspector/promises
'use strict';
const { assert, works } = require('../checks.js');
const inspector = require('inspector/promises');
works('it is there', () => assert.strictEqual(typeof inspector.url, 'function'));
