// module: domain
'use strict';
const { assert, works } = require('../checks.js');
const domain = require('domain');
works('run and add', () => {
    const d = domain.create();
    assert.strictEqual(
        d.run(() => 5),
        5,
    );
});
