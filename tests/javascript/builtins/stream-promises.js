// module: stream/promises
'use strict';
const { works } = require('../checks.js');
const { pipeline, finished } = require('stream/promises');
const { PassThrough, Readable } = require('stream');
works('pipeline and finished', async () => {
    const p = new PassThrough();
    p.resume();
    await pipeline(Readable.from(['x']), p);
    const r = Readable.from([]);
    r.resume();
    await finished(r);
});
