// module: inspector
'use strict';
const { assert, works } = require('../checks.js');
const inspector = require('inspector');
works('no debugger is attached', () => assert.strictEqual(inspector.url(), undefined));
