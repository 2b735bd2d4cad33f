// module: worker_threads
'use strict';
const { assert, refused, works } = require('../checks.js');
const w = require('worker_threads');
works('the main thread', () =>
    assert.deepStrictEqual([w.isMainThread, w.parentPort, w.workerData, w.threadId], [true, null, null, 0]),
);
works('MessageChannel and receiveMessageOnPort', async () => {
    const { port1, port2 } = new w.MessageChannel();
    port1.postMessage({ a: new Map([[1, 2]]) });
    assert.deepStrictEqual(w.receiveMessageOnPort(port2), { message: { a: new Map([[1, 2]]) } });
    port1.postMessage('x');
    assert.strictEqual(await new Promise((r) => port2.once('message', r)), 'x');
    port1.close();
});
refused('Worker', () => new w.Worker('1', { eval: true }), { code: 'ERR_WORKER_UNSUPPORTED' });
