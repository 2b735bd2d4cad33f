// module: v8
'use strict';
const { assert, refused, works } = require('../checks.js');
const v8 = require('v8');
works('heap statistics', () => assert.ok(v8.getHeapStatistics().total_heap_size >= 0));
refused('serialize', () => v8.serialize({ a: 1 }), /not supported/);
refused('deserialize', () => v8.deserialize(Buffer.alloc(4)), /not supported/);
