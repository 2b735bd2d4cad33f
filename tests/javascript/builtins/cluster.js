// module: cluster
'use strict';
const { assert, refused, works } = require('../checks.js');
const cluster = require('cluster');
works('this is the primary process', () =>
    assert.deepStrictEqual([cluster.isPrimary, cluster.isMaster, cluster.isWorker], [true, true, false]),
);
refused('fork', () => cluster.fork(), /cluster|process/i);
