// module: stream/web
'use strict';
const { assert, works } = require('../checks.js');
const { ReadableStream, TransformStream, WritableStream, TextDecoderStream } = require('stream/web');
works('reading, transforming and writing', async () => {
    const got = [];
    await new ReadableStream({
        start(c) {
            c.enqueue('a');
            c.enqueue('b');
            c.close();
        },
    })
        .pipeThrough(
            new TransformStream({
                transform(x, c) {
                    c.enqueue(x.toUpperCase());
                },
            }),
        )
        .pipeTo(
            new WritableStream({
                write(x) {
                    got.push(x);
                },
            }),
        );
    assert.deepStrictEqual(got, ['A', 'B']);
});
works('readers, tee and iteration', async () => {
    const s = () =>
        new ReadableStream({
            start(c) {
                c.enqueue(1);
                c.close();
            },
        });
    assert.deepStrictEqual(await s().getReader().read(), { value: 1, done: false });
    const [a] = s().tee();
    const all = [];
    for await (const x of a) all.push(x);
    assert.deepStrictEqual(all, [1]);
});
