// module: util/types
'use strict';
const { assert, works } = require('../checks.js');
const types = require('util/types');
works('what values are', () => {
    assert.ok(
        types.isUint8Array(Buffer.alloc(1)) &&
            types.isNativeError(new TypeError()) &&
            types.isGeneratorFunction(function* g() {}) &&
            types.isBoxedPrimitive(Object(1)) &&
            types.isArrayBuffer(new ArrayBuffer(1)) &&
            types.isWeakMap(new WeakMap()) &&
            !types.isDate({}),
    );
});
