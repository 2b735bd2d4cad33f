// module: path/win32
'use strict';
const { assert, works } = require('../checks.js');
const path = require('path/win32');
works('Windows paths', () => {
    assert.strictEqual(path.join('C:\\a', '..', 'b'), 'C:\\b');
    assert.strictEqual(path.basename('C:\\x\\y.z'), 'y.z');
    assert.ok(path.isAbsolute('C:\\'));
});
