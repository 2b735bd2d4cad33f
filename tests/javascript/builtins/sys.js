// module: sys
'use strict';
const { assert, works } = require('../checks.js');
const sys = require('sys');
works('it is `util`', () => assert.strictEqual(sys.format('%s', 'a'), 'a'));
