// Virtual time: what comes first happens first, and nobody waits in vain.
'use strict';
const assert = require('node:assert');
const http = require('node:http');
const net = require('node:net');
const axios = require('axios');

const SLOW = 'http://slow.example.com/slow';

/** How many milliseconds something takes. */
async function timed(work) {
    const begun = Date.now();
    await work();
    return Date.now() - begun;
}

const between = (number, least, most) => assert.ok(number >= least && number < most, `${number}`);

function failed(url, options) {
    return new Promise((resolve, reject) => {
        const req = http.get(url, options ?? {}, () => reject(new Error('answered')));
        if (options?.timeout) req.on('timeout', () => req.destroy(new Error('own')));
        req.on('error', resolve);
    });
}

(async () => {
    between(await timed(async () => assert.strictEqual(await (await fetch(SLOW)).text(), 'late')), 5000, 5100);
    const order = [];
    setTimeout(() => order.push('timer'), 4000);
    await fetch(SLOW).then(() => order.push('answer'));
    assert.deepStrictEqual(order, ['timer', 'answer']);

    between(await timed(() => assert.rejects(fetch(SLOW, { signal: AbortSignal.timeout(1000) }), { name: 'TimeoutError' })), 1000, 1100);
    between(await timed(() => assert.rejects(axios.get(SLOW, { timeout: 700 }), { code: 'ECONNABORTED' })), 700, 800);
    between(await timed(async () => assert.strictEqual((await failed(SLOW, { timeout: 300 })).message, 'own')), 300, 400);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    between(await timed(() => assert.rejects(fetch(SLOW, { signal: controller.signal }), { name: 'AbortError' })), 50, 100);

    // Nobody answers: the system gives up, fetch before it, and the program before both.
    between(await timed(async () => assert.strictEqual((await failed('http://slow.example.com:81/')).code, 'ETIMEDOUT')), 120_000, 140_000);
    between(await timed(() => assert.rejects(fetch('http://slow.example.com:81/'),
        (error) => error.cause.code === 'UND_ERR_CONNECT_TIMEOUT')), 10_000, 10_100);
    between(await timed(() => assert.rejects(fetch('http://8.8.8.8/', { signal: AbortSignal.timeout(200) }))), 200, 300);
    const socket = net.connect(80, '9.9.9.9');
    socket.setTimeout(1500);
    between(await timed(() => new Promise((resolve) => socket.once('timeout', resolve))), 1500, 1600);
    socket.destroy();

    assert.strictEqual((await failed('http://slow.example.com:82/')).code, 'ECONNREFUSED');
    assert.strictEqual((await failed('http://slow.example.com:83/')).code, 'ECONNRESET');
    assert.strictEqual((await failed('http://slow.example.com:84/')).message.replace(/ \d.*/, ''), 'connect ECONNREFUSED');
    assert.strictEqual((await failed('http://10.1.2.3/')).code, 'EHOSTUNREACH');
    assert.strictEqual((await failed('http://127.0.0.1:9/')).code, 'ECONNREFUSED');
    const { cause } = await fetch('http://192.168.1.1/').catch((error) => error);
    assert.strictEqual(cause.code, 'EHOSTUNREACH');
    console.log('ok');
})();
