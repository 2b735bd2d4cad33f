// module: console
'use strict';
const { assert, works } = require('../checks.js');
const { Console } = require('console');
const { PassThrough } = require('stream');
const written = (use) => {
    const out = new PassThrough();
    const err = new PassThrough();
    use(new Console(out, err));
    return [String(out.read() ?? ''), String(err.read() ?? '')];
};
works('log, info, warn and error', () =>
    assert.deepStrictEqual(
        written((c) => {
            c.log('a', 1);
            c.info('b');
            c.warn('w');
            c.error('%s!', 'e');
            c.debug({ a: [1] });
        }),
        ['a 1\nb\n{ a: [ 1 ] }\n', 'w\ne!\n'],
    ),
);
works('group and table', () => {
    assert.strictEqual(
        written((c) => {
            c.group('g');
            c.log('x');
            c.groupEnd();
            c.log('y');
        })[0],
        'g\n  x\ny\n',
    );
    assert.match(written((c) => c.table([{ a: 1, b: 'x' }]))[0], /│ \(index\) │ a │ b   │/);
});
works('count, assert, dir and trace', () => {
    assert.strictEqual(
        written((c) => {
            c.count();
            c.count();
            c.countReset();
            c.count('z');
        })[0],
        'default: 1\ndefault: 2\nz: 1\n',
    );
    assert.match(written((c) => c.assert(false, 'no'))[1], /Assertion failed: no/);
    assert.strictEqual(written((c) => c.dir({ a: { b: { c: {} } } }, { depth: 0 }))[0], '{ a: [Object] }\n');
    assert.match(written((c) => c.trace('t'))[1], /^Trace: t\n/);
});
works('time', () =>
    assert.match(
        written((c) => {
            c.time('t');
            c.timeEnd('t');
        })[0],
        /^t: [\d.]+m?s/,
    ),
);
works('the global console', () => {
    assert.strictEqual(typeof console.log, 'function');
    assert.ok(console.Console);
});
