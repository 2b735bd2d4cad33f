// module: module
'use strict';
const { assert, works } = require('../checks.js');
const module_ = require('module');
works('builtinModules and isBuiltin', () => {
    assert.ok(module_.builtinModules.includes('fs'));
    assert.ok(module_.isBuiltin('node:fs') && !module_.isBuiltin('lodash'));
});
works('createRequire', () => {
    const load = module_.createRequire(__filename);
    assert.strictEqual(load('fs'), require('fs'));
    assert.throws(() => load('./none'), { code: 'MODULE_NOT_FOUND' });
});
