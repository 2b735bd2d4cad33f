// module: async_hooks
'use strict';
const { assert, works } = require('../checks.js');
const { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId } = require('async_hooks');
works('AsyncLocalStorage through promises, timers and ticks', async () => {
    const store = new AsyncLocalStorage();
    const seen = [];
    await store.run('a', async () => {
        await null;
        seen.push(store.getStore());
        await new Promise((r) => setTimeout(r, 1));
        seen.push(store.getStore());
        await new Promise((r) => process.nextTick(r));
        seen.push(store.getStore());
    });
    seen.push(store.getStore());
    assert.deepStrictEqual(seen, ['a', 'a', 'a', undefined]);
});
works('stores of parallel tasks are apart', async () => {
    const store = new AsyncLocalStorage();
    const task = (n) =>
        store.run(n, async () => {
            await new Promise((r) => setTimeout(r, 5 - n));
            return store.getStore();
        });
    assert.deepStrictEqual(await Promise.all([task(1), task(2), task(3)]), [1, 2, 3]);
});
works('AsyncResource and exit', () => {
    const store = new AsyncLocalStorage();
    const r = store.run(7, () => new AsyncResource('X'));
    assert.strictEqual(
        r.runInAsyncScope(() => store.getStore()),
        7,
    );
    store.run(1, () => store.exit(() => assert.strictEqual(store.getStore(), undefined)));
});
works('executionAsyncId is a number', () => assert.strictEqual(typeof executionAsyncId(), 'number'));
works('createHook gives a hook', () => {
    const hook = createHook({ init() {} });
    hook.enable();
    hook.disable();
});
