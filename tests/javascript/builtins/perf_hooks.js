// module: perf_hooks
'use strict';
const { assert, works } = require('../checks.js');
const { performance, PerformanceObserver, monitorEventLoopDelay } = require('perf_hooks');
works('now, mark and measure', () => {
    const a = performance.now();
    performance.mark('a');
    performance.mark('b');
    const m = performance.measure('m', 'a', 'b');
    assert.ok(performance.now() >= a && m.duration >= 0);
    assert.strictEqual(performance.getEntriesByName('m').length, 1);
    assert.ok(performance.timeOrigin > 1e12);
});
works('timerify and observers', () => {
    assert.strictEqual(performance.timerify((x) => x + 1)(1), 2);
    assert.strictEqual(typeof PerformanceObserver, 'function');
    assert.strictEqual(typeof monitorEventLoopDelay, 'function');
});
