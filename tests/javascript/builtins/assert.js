// module: assert
'use strict';
const { works } = require('../checks.js');
const a = require('assert');
works('ok and strictEqual', () => {
    a(1);
    a.ok(true);
    a.strictEqual(1, 1);
    a.throws(() => a.strictEqual(1, 2), { code: 'ERR_ASSERTION', actual: 1, expected: 2 });
});
works('deepStrictEqual of nested values', () => {
    a.deepStrictEqual(
        { a: [1, new Map([[1, { b: 2 }]])], d: new Date(0) },
        { a: [1, new Map([[1, { b: 2 }]])], d: new Date(0) },
    );
    a.throws(() => a.deepStrictEqual({ a: 1 }, { a: '1' }));
});
works('equal and deepEqual are loose', () => {
    a.equal(1, '1');
    a.deepEqual({ a: 1 }, { a: '1' });
    a.notEqual(1, 2);
    a.notDeepEqual([1], [2]);
});
works('throws with a class, a pattern, an object and a function', () => {
    const fail = () => {
        throw Object.assign(new TypeError('bad thing'), { code: 'E' });
    };
    a.throws(fail);
    a.throws(fail, TypeError);
    a.throws(fail, /bad/);
    a.throws(fail, { name: 'TypeError', code: 'E' });
    a.throws(fail, (e) => e.code === 'E');
    a.throws(() => a.throws(() => {}), /Missing expected exception/);
    a.doesNotThrow(() => {});
});
works('rejects and doesNotReject', async () => {
    await a.rejects(Promise.reject(new Error('x')), /x/);
    await a.doesNotReject(Promise.resolve());
});
works('match, fail and ifError', () => {
    a.match('abc', /b/);
    a.doesNotMatch('abc', /z/);
    a.throws(() => a.fail('no'), /no/);
    a.ifError(null);
    a.throws(() => a.ifError(new Error('e')));
});
works('AssertionError and own messages', () => {
    a.throws(() => a.ok(false, 'own'), { name: 'AssertionError', message: 'own', generatedMessage: false });
    a.throws(() => a.ok(0, new RangeError('r')), RangeError);
});
works('strict', () => {
    a.throws(() => a.strict.equal(1, '1'));
    a.strict.deepEqual([1], [1]);
});
