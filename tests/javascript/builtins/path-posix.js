// module: path/posix
'use strict';
const { assert, works } = require('../checks.js');
const path = require('path/posix');
works('it is `path`', () => assert.strictEqual(path.join('a', 'b'), 'a/b'));
