// The order of the event loop, in virtual time.
const assert = require('assert');
const order = [];
const note = (name) => () => order.push(name);

setTimeout(note('timeout'), 0);
setImmediate(note('immediate'));
process.nextTick(note('tick'));
Promise.resolve()
    .then(() => {
        order.push('promise');
        process.nextTick(note('tick of promise'));
    })
    .then(note('second promise'));
queueMicrotask(note('microtask'));
setTimeout(note('later'), 20);
setTimeout(note('sooner'), 10);
let intervals = 0;
const interval = setInterval(() => {
    intervals += 1;
    if (intervals === 3) clearInterval(interval);
}, 1000);
setTimeout(() => assert.fail('unref keeps nothing alive'), 1e9).unref();
const cleared = setTimeout(() => assert.fail('cleared'), 1);
clearTimeout(Number(cleared));
assert.strictEqual(cleared.hasRef(), true);
assert.throws(() => setTimeout('code'), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => setImmediate(), { code: 'ERR_INVALID_ARG_TYPE' });

const start = process.hrtime.bigint();
setTimeout(
    (...args) => {
        assert.deepStrictEqual(args, [1, 2]);
        // The loop counts whole milliseconds, as in Node: up to one may be missing.
        assert.ok(process.hrtime.bigint() - start >= 2_999_000_000n);
    },
    3000,
    1,
    2,
);
require('timers/promises')
    .setTimeout(5, 'value')
    .then((value) => assert.strictEqual(value, 'value'));

const caught = [];
process.on('uncaughtException', (error, origin) => caught.push([error.message, origin]));
process.on('unhandledRejection', (reason) => caught.push(reason.message));
setTimeout(() => {
    throw new Error('thrown');
}, 30);
setTimeout(() => Promise.reject(new Error('rejected')), 31);

process.on('exit', (code) => {
    assert.deepStrictEqual(order, [
        'tick',
        'promise',
        'microtask',
        'second promise',
        'tick of promise',
        'timeout',
        'immediate',
        'sooner',
        'later',
    ]);
    assert.strictEqual(intervals, 3);
    assert.deepStrictEqual(caught, [['thrown', 'uncaughtException'], 'rejected']);
    assert.strictEqual(code, 0);
    console.log('ok');
});
