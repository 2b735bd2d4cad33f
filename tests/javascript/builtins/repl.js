// module: repl
'use strict';
const { assert, refused, works } = require('../checks.js');
const repl = require('repl');
works('it is there', () => assert.strictEqual(typeof repl.start, 'function'));
refused('start', () => repl.start(), /./);
