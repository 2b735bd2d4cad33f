// module: events
'use strict';
const { assert, works } = require('../checks.js');
const EventEmitter = require('events');
const { once, on, getEventListeners } = EventEmitter;
works('on, emit, off and order', () => {
    const e = new EventEmitter();
    const seen = [];
    const a = (x) => seen.push(`a${x}`);
    e.on('x', a);
    e.prependListener('x', (x) => seen.push(`b${x}`));
    assert.ok(e.emit('x', 1));
    e.off('x', a);
    e.emit('x', 2);
    assert.ok(!e.emit('none'));
    assert.deepStrictEqual(seen, ['b1', 'a1', 'b2']);
});
works('once', () => {
    const e = new EventEmitter();
    let n = 0;
    e.once('x', () => {
        n += 1;
    });
    e.emit('x');
    e.emit('x');
    assert.strictEqual(n, 1);
});
works('counts and names', () => {
    const e = new EventEmitter();
    const s = Symbol('s');
    e.on('a', () => {});
    e.on(s, () => {});
    assert.deepStrictEqual(e.eventNames(), ['a', s]);
    assert.strictEqual(e.listenerCount('a'), 1);
    e.removeAllListeners();
    assert.strictEqual(e.listenerCount('a'), 0);
    assert.strictEqual(e.setMaxListeners(2).getMaxListeners(), 2);
});
works('errors that nobody hears are thrown', () => {
    const e = new EventEmitter();
    assert.throws(() => e.emit('error', new RangeError('r')), RangeError);
    assert.throws(() => e.emit('error', 'text'), { code: 'ERR_UNHANDLED_ERROR' });
});
works('newListener and removeListener', () => {
    const e = new EventEmitter();
    const seen = [];
    e.on('newListener', (n) => seen.push(`+${n}`));
    e.on('removeListener', (n) => seen.push(`-${n}`));
    const f = () => {};
    e.on('x', f).off('x', f);
    assert.deepStrictEqual(seen, ['+removeListener', '+x', '-x']);
});
works('events.once and events.on', async () => {
    const e = new EventEmitter();
    setTimeout(() => e.emit('x', 1, 2), 1);
    assert.deepStrictEqual(await once(e, 'x'), [1, 2]);
    setTimeout(() => {
        e.emit('y', 'a');
        e.emit('y', 'b');
    }, 1);
    const got = [];
    for await (const [value] of on(e, 'y')) {
        got.push(value);
        if (got.length === 2) break;
    }
    assert.deepStrictEqual(got, ['a', 'b']);
});
works('classes that extend it', () => {
    class Own extends EventEmitter {
        constructor() {
            super();
            this.n = 0;
            this.on('x', function heard() {
                this.n += 1;
            });
        }
    }
    const o = new Own();
    o.emit('x');
    assert.strictEqual(o.n, 1);
    assert.ok(o instanceof EventEmitter.EventEmitter);
});
works('captureRejections', async () => {
    const e = new EventEmitter({ captureRejections: true });
    e.on('x', async () => {
        throw new Error('later');
    });
    e.emit('x');
    assert.strictEqual((await new Promise((r) => e.on('error', r))).message, 'later');
});
works('EventTarget and Event', () => {
    const t = new EventTarget();
    const seen = [];
    t.addEventListener('x', (e) => seen.push(e.type), { once: true });
    t.dispatchEvent(new Event('x'));
    t.dispatchEvent(new Event('x'));
    assert.deepStrictEqual(seen, ['x']);
    assert.strictEqual(getEventListeners(t, 'x').length, 0);
});
works('AbortSignal removes listeners', async () => {
    const c = new AbortController();
    const p = once(new EventEmitter(), 'x', { signal: c.signal });
    c.abort();
    await assert.rejects(p, { name: 'AbortError' });
});
