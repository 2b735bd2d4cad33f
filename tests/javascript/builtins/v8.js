// module: v8
'use strict';
const { assert, works } = require('../checks.js');
const v8 = require('v8');
works('heap statistics', () => assert.ok(v8.getHeapStatistics().total_heap_size >= 0));
works('serialize and deserialize', () => assert.deepStrictEqual(v8.deserialize(v8.serialize({ a: [1, 'x', null] })), { a: [1, 'x', null] }));
