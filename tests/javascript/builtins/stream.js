// module: stream
'use strict';
const { assert, called, event, works } = require('../checks.js');
const { Readable, Writable, Transform, Duplex, PassThrough, pipeline, finished, promises } = require('stream');
const collect = async (s) => {
    const all = [];
    for await (const x of s) all.push(x);
    return all;
};
works('Readable.from and iteration', async () => assert.deepStrictEqual(await collect(Readable.from([1, 2, 3])), [1, 2, 3]));
works('own Readable', async () => {
    let n = 0;
    const r = new Readable({
        read() {
            n += 1;
            this.push(n < 3 ? `${n}` : null);
        },
    });
    assert.strictEqual(Buffer.concat(await collect(r)).toString(), '12');
});
works('own Writable', async () => {
    const got = [];
    const w = new Writable({
        write(c, e, done) {
            got.push(String(c));
            done();
        },
        final(done) {
            got.push('end');
            done();
        },
    });
    w.write('a');
    w.end('b');
    await event(w, 'finish');
    assert.deepStrictEqual(got, ['a', 'b', 'end']);
});
works('Transform and object mode', async () => {
    const t = new Transform({
        objectMode: true,
        transform(x, e, done) {
            done(null, x * 2);
        },
        flush(done) {
            this.push('last');
            done();
        },
    });
    t.write(1);
    t.write(2);
    t.end();
    assert.deepStrictEqual(await collect(t), [2, 4, 'last']);
});
works('pipe', async () => {
    const p = new PassThrough();
    Readable.from(['a', 'b']).pipe(p);
    assert.strictEqual(Buffer.concat(await collect(p)).toString(), 'ab');
});
works('pipeline', async () => {
    const got = [];
    await promises.pipeline(
        Readable.from(['a', 'b']),
        async function* upper(s) {
            for await (const x of s) yield String(x).toUpperCase();
        },
        new Writable({
            write(c, e, d) {
                got.push(String(c));
                d();
            },
        }),
    );
    assert.deepStrictEqual(got, ['A', 'B']);
    await assert.rejects(
        promises.pipeline(
            new Readable({
                read() {
                    this.destroy(new Error('broken'));
                },
            }),
            new PassThrough(),
        ),
        /broken/,
    );
    await called((d) => pipeline(Readable.from(['x']), new PassThrough().resume(), d));
});
works('backpressure', async () => {
    const w = new Writable({
        highWaterMark: 3,
        write(c, e, d) {
            setImmediate(d);
        },
    });
    assert.ok(w.write('ab'));
    assert.ok(!w.write('cd'));
    await event(w, 'drain');
});
works('flowing, pause and resume', async () => {
    const r = Readable.from(['a', 'b']);
    const got = [];
    r.on('data', (x) => got.push(x));
    r.pause();
    assert.ok(r.isPaused());
    setTimeout(() => r.resume(), 1);
    await event(r, 'end');
    assert.deepStrictEqual(got, ['a', 'b']);
});
works('destroy and finished', async () => {
    const r = new Readable({ read() {} });
    const done = called((d) => finished(r, d));
    r.destroy(new Error('gone'));
    await assert.rejects(done, /gone/);
    assert.ok(r.destroyed);
});
works('setEncoding and read', async () => {
    const p = new PassThrough();
    p.setEncoding('utf8');
    p.write(Buffer.from([0xc3]));
    p.end(Buffer.from([0xa9]));
    assert.deepStrictEqual(await collect(p), ['é']);
    const q = new PassThrough();
    q.end('abcd');
    assert.strictEqual(String(q.read(2)), 'ab');
});
works('Duplex and helpers', async () => {
    const d = new Duplex({
        read() {
            this.push(null);
        },
        write(c, e, done) {
            done();
        },
    });
    d.end('x');
    d.resume();
    await event(d, 'end');
    assert.deepStrictEqual(
        await Readable.from([1, 2, 3, 4])
            .filter((x) => x % 2)
            .map((x) => x * 10)
            .toArray(),
        [10, 30],
    );
});
works('web streams', async () => {
    const web = Readable.toWeb(Readable.from(['a']));
    assert.strictEqual((await collect(Readable.fromWeb(web))).length, 1);
});
