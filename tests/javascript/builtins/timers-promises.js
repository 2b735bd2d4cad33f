// module: timers/promises
'use strict';
const { assert, works } = require('../checks.js');
const t = require('timers/promises');
works('setTimeout, setImmediate and setInterval', async () => {
    assert.strictEqual(await t.setTimeout(1, 'v'), 'v');
    assert.strictEqual(await t.setImmediate('i'), 'i');
    let n = 0;
    for await (const _ of t.setInterval(1)) {
        n += 1;
        if (n === 3) break;
    }
    assert.strictEqual(n, 3);
});
works('aborted', () => {
    const c = new AbortController();
    setTimeout(() => c.abort(), 1);
    return assert.rejects(t.setTimeout(1000, null, { signal: c.signal }), { code: 'ABORT_ERR' });
});
