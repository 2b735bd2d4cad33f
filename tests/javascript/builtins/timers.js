// module: timers
'use strict';
const { assert, works } = require('../checks.js');
const t = require('timers');
works('setTimeout, setInterval and setImmediate', async () => {
    const seen = [];
    t.setImmediate(() => seen.push('i'));
    const timer = t.setInterval(() => seen.push('n'), 2);
    await new Promise((r) => t.setTimeout(r, 7));
    t.clearInterval(timer);
    assert.ok(seen[0] === 'i' && seen.filter((x) => x === 'n').length >= 2);
});
works('handles', () => {
    const h = setTimeout(() => {}, 1000);
    assert.ok(h.hasRef() && !h.unref().hasRef());
    assert.strictEqual(typeof h[Symbol.toPrimitive](), 'number');
    clearTimeout(h);
    assert.throws(() => setTimeout('text'), { code: 'ERR_INVALID_ARG_TYPE' });
});
