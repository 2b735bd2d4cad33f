// module: querystring
'use strict';
const { assert, works } = require('../checks.js');
const qs = require('querystring');
works('parse and stringify', () => {
    assert.deepStrictEqual({ ...qs.parse('a=1&b=2&a=3&c=%20+x&d') }, { a: ['1', '3'], b: '2', c: '  x', d: '' });
    assert.strictEqual(qs.stringify({ a: [1, 2], b: 'é &' }), 'a=1&a=2&b=%C3%A9%20%26');
    assert.strictEqual(qs.escape('a b'), 'a%20b');
    assert.strictEqual(qs.unescape('%41'), 'A');
    assert.strictEqual(Object.getPrototypeOf(qs.parse('__proto__=1')), null);
});
