// module: trace_events
'use strict';
const { assert, works } = require('../checks.js');
const t = require('trace_events');
works('no categories are enabled', () => assert.strictEqual(t.getEnabledCategories() || undefined, undefined));
