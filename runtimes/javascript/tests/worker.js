// One thread: channels within it, no workers.
'use strict';
const assert = require('node:assert');
const cluster = require('node:cluster');
const {
    BroadcastChannel, MessageChannel, Worker, isMainThread, parentPort, receiveMessageOnPort, threadId,
} = require('node:worker_threads');

assert.deepStrictEqual([isMainThread, parentPort, threadId, cluster.isPrimary, cluster.isWorker], [true, null, 0, true, false]);

async function channels() {
    const { port1, port2 } = new MessageChannel();
    const got = [];
    port1.postMessage({ a: [1, new Date(0)] });
    assert.deepStrictEqual(receiveMessageOnPort(port2), { message: { a: [1, new Date(0)] } });
    assert.strictEqual(receiveMessageOnPort(port2), undefined);
    port2.on('message', (message) => got.push(message));
    port1.postMessage('one');
    port1.postMessage('two');
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepStrictEqual(got, ['one', 'two']);
    port1.onmessage = ({ data }) => got.push(data);
    port2.postMessage(3);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const closed = new Promise((resolve) => port2.on('close', resolve));
    port1.close();
    await closed;
    assert.throws(() => port1.postMessage(() => {}), { name: 'DataCloneError' });
    const [left, right] = [new BroadcastChannel('c'), new BroadcastChannel('c')];
    right.onmessage = ({ data }) => got.push(data);
    left.postMessage('all');
    await new Promise((resolve) => setTimeout(resolve, 20));
    left.close();
    right.close();
    assert.deepStrictEqual(got, ['one', 'two', 3, 'all']);
}

channels().then(() => {
    // Node itself, for comparison, has workers and WebAssembly; the sandbox has neither.
    if (typeof WebAssembly === 'undefined') {
        assert.throws(() => new Worker('/app/x.js'), { code: 'ERR_WORKER_UNSUPPORTED' });
    }
    console.log('ok');
});
