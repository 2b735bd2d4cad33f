// AsyncLocalStorage follows callbacks, promises and await.
'use strict';
const assert = require('node:assert');
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const { EventEmitter } = require('node:events');
const http = require('node:http');

const storage = new AsyncLocalStorage();
const seen = [];
const note = (where) => seen.push(`${where}:${storage.getStore()}`);

async function* numbers() {
    yield 1;
    await Promise.resolve();
    yield 2;
}

async function walk(name) {
    note(name);
    await null;
    note(`${name} value`);
    await Promise.resolve();
    note(`${name} promise`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    note(`${name} timer`);
    try {
        await Promise.reject(new Error('no'));
    } catch {
        note(`${name} caught`);
    }
    for await (const number of numbers()) note(`${name} ${number}`);
    await Promise.all([null, Promise.resolve()]);
    note(`${name} all`);
}

function expected(name, store) {
    return ['', ' value', ' promise', ' timer', ' caught', ' 1', ' 2', ' all'].map((where) => `${name}${where}:${store}`);
}

async function flows() {
    await Promise.all([storage.run('A', walk, 'a'), storage.run('B', walk, 'b'), walk('none')]);
    for (const [name, store] of [['a', 'A'], ['b', 'B'], ['none', undefined]]) {
        assert.deepStrictEqual(seen.filter((entry) => new RegExp(`^${name}[ :]`).test(entry)), expected(name, store));
    }
}

async function callbacks() {
    const got = await storage.run(7, () => Promise.all([
        new Promise((resolve) => setTimeout(() => resolve(storage.getStore()))),
        new Promise((resolve) => setImmediate(() => resolve(storage.getStore()))),
        new Promise((resolve) => process.nextTick(() => resolve(storage.getStore()))),
        new Promise((resolve) => queueMicrotask(() => resolve(storage.getStore()))),
        Promise.resolve().then(() => storage.getStore()),
        Promise.reject(new Error()).catch(() => storage.getStore()),
        Promise.resolve().finally(() => note('finally')).then(() => storage.getStore()),
    ]));
    assert.deepStrictEqual(got, [7, 7, 7, 7, 7, 7, 7]);
    assert.strictEqual(storage.getStore(), undefined);
    const emitter = new EventEmitter();
    const bound = storage.run('bound', () => AsyncResource.bind(() => storage.getStore()));
    emitter.on('x', () => seen.push(bound()));
    emitter.emit('x');
    assert.strictEqual(seen.at(-1), 'bound');
    const snapshot = storage.run('then', () => AsyncLocalStorage.snapshot());
    assert.strictEqual(storage.run('now', () => snapshot(() => storage.getStore())), 'then');
    assert.strictEqual(storage.run('x', () => storage.exit(() => storage.getStore())), undefined);
    assert.throws(() => storage.run(1, () => {
        throw new RangeError();
    }), RangeError);
    assert.strictEqual(storage.getStore(), undefined);
}

async function requests() {
    const server = http.createServer((req, res) => {
        storage.run(req.url, async () => {
            await Promise.resolve();
            setTimeout(() => res.end(storage.getStore()), 2);
        });
    }).listen(0);
    await new Promise((resolve) => server.on('listening', resolve));
    const { port } = server.address();
    const ask = (path) => storage.run(`client${path}`, () => new Promise((resolve) => {
        http.get({ port, path }, (res) => {
            let text = '';
            res.on('data', (part) => {
                text += part;
            });
            res.on('end', () => resolve([text, storage.getStore()]));
        });
    }));
    assert.deepStrictEqual(await Promise.all([ask('/1'), ask('/2')]), [['/1', 'client/1'], ['/2', 'client/2']]);
    assert.deepStrictEqual(await ask('/3'), ['/3', 'client/3']);
    server.close();
}

(async () => {
    await flows();
    await callbacks();
    await requests();
    console.log('ok');
})();
