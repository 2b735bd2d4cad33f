// module: assert/strict
'use strict';
const { works } = require('../checks.js');
const a = require('assert/strict');
works('equal is strict', () => {
    a.equal(1, 1);
    a.throws(() => a.equal(1, '1'), { code: 'ERR_ASSERTION' });
});
works('deepEqual is strict', () => {
    a.deepEqual({ x: [1] }, { x: [1] });
    a.throws(() => a.deepEqual([1], ['1']));
});
