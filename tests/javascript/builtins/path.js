// module: path
'use strict';
const { assert, works } = require('../checks.js');
const path = require('path');
works('join and normalize', () => {
    assert.strictEqual(path.join('/a', '..', 'b', './c', '../d'), '/b/d');
    assert.strictEqual(path.join('a', '../../x'), '../x');
    assert.strictEqual(path.join(''), '.');
    assert.strictEqual(path.normalize('/a//b/./../c/'), '/a/c/');
    assert.throws(() => path.join(1), { code: 'ERR_INVALID_ARG_TYPE' });
});
works('resolve and relative', () => {
    assert.strictEqual(path.resolve('/a', 'b', '../c'), '/a/c');
    assert.strictEqual(path.resolve('/a', '/b'), '/b');
    assert.strictEqual(path.resolve('x'), `${process.cwd()}/x`);
    assert.strictEqual(path.relative('/a/b/c', '/a/d'), '../../d');
});
works('basename, dirname and extname', () => {
    assert.deepStrictEqual(
        [
            path.basename('/a/b.txt'),
            path.basename('/a/b.txt', '.txt'),
            path.dirname('/a/b/'),
            path.extname('a.b.c'),
            path.extname('.x'),
        ],
        ['b.txt', 'b', '/a', '.c', ''],
    );
});
works('parse, format, isAbsolute, sep', () => {
    assert.deepStrictEqual(path.parse('/a/b.c'), { root: '/', dir: '/a', base: 'b.c', ext: '.c', name: 'b' });
    assert.strictEqual(path.format({ dir: '/x', name: 'y', ext: '.z' }), '/x/y.z');
    assert.ok(path.isAbsolute('/a') && !path.isAbsolute('a'));
    assert.strictEqual(path.sep + path.delimiter, '/:');
    assert.strictEqual(path.posix, path);
});
