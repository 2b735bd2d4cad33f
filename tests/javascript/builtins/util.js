// module: util
'use strict';
const { assert, called, works } = require('../checks.js');
const util = require('util');
works('format', () =>
    assert.strictEqual(
        util.format('%s %d %i %f %j %o %O %%', 'a', 1.5, '2.9', '3.5', { a: 1 }, [1], { b: 2 }),
        'a 1.5 2 3.5 {"a":1} [ 1, [length]: 1 ] { b: 2 } %',
    ),
);
works('inspect', () => {
    assert.strictEqual(
        util.inspect({
            a: { b: { c: {} } },
            d: [1, 'x'],
            e: new Map([[1, new Set([2])]]),
            f() {},
            g: Symbol('s'),
            h: null,
            i: undefined,
            j: -0,
            k: 10n,
        }),
        "{\n  a: { b: { c: {} } },\n  d: [ 1, 'x' ],\n  e: Map(1) { 1 => Set(1) { 2 } },\n  f: [Function: f],\n  g: Symbol(s),\n  h: null,\n  i: undefined,\n  j: -0,\n  k: 10n\n}",
    );
    const c = {};
    c.self = c;
    assert.strictEqual(util.inspect(c), '<ref *1> { self: [Circular *1] }');
    class A {
        x = 1;
    }
    assert.strictEqual(util.inspect(new A()), 'A { x: 1 }');
    assert.strictEqual(util.inspect({ [util.inspect.custom]: () => 'own' }), 'own');
    assert.strictEqual(util.inspect("a\n'b"), '"a\\n\'b"');
});
works('promisify and callbackify', async () => {
    assert.strictEqual(await util.promisify((x, done) => done(null, x + 1))(1), 2);
    assert.strictEqual(await called(util.callbackify(async () => 3)), 3);
    await assert.rejects(util.promisify((d) => d(new Error('e')))(), /e/);
});
works('inherits, deprecate, debuglog', () => {
    function A() {}
    function B() {}
    util.inherits(A, B);
    assert.ok(new A() instanceof B);
    assert.strictEqual(util.deprecate((x) => x, 'old', 'D')(1), 1);
    assert.strictEqual(typeof util.debuglog('x'), 'function');
});
works('types', () => {
    assert.ok(
        util.types.isDate(new Date()) &&
            util.types.isPromise(Promise.resolve()) &&
            util.types.isRegExp(/x/) &&
            util.types.isProxy(new Proxy({}, {})) &&
            util.types.isAsyncFunction(async () => {}) &&
            util.types.isMap(new Map()) &&
            util.types.isTypedArray(new Uint8Array()),
    );
    assert.ok(util.isArray([]) && util.isDeepStrictEqual({ a: [1] }, { a: [1] }));
});
works('TextEncoder and TextDecoder', () => {
    assert.deepStrictEqual([...new util.TextEncoder().encode('é')], [195, 169]);
    assert.strictEqual(new util.TextDecoder().decode(Uint8Array.of(0xef, 0xbb, 0xbf, 97)), 'a');
    assert.throws(() => new util.TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(255)), TypeError);
    assert.strictEqual(new util.TextDecoder('utf-16le').decode(Uint8Array.of(97, 0)), 'a');
});
works('parseArgs and stripVTControlCharacters', () => {
    const { values, positionals } = util.parseArgs({
        args: ['-f', '--bar', 'b', 'p'],
        options: { foo: { type: 'boolean', short: 'f' }, bar: { type: 'string' } },
        allowPositionals: true,
    });
    assert.deepStrictEqual([{ ...values }, positionals], [{ foo: true, bar: 'b' }, ['p']]);
    assert.strictEqual(util.stripVTControlCharacters('\x1b[31mx\x1b[0m'), 'x');
});
