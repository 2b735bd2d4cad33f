// What follows redirects leads wherever the other side wants.
'use strict';
const assert = require('node:assert');
const http = require('node:http');
const axios = require('axios');
const got = require('got');
const nodeFetch = require('node-fetch');
const superagent = require('superagent');

const GO = 'http://api.example.com/go';

(async () => {
    assert.deepStrictEqual(await (await fetch('http://api.example.com/v1/x?q=1')).json(), { a: 1 });
    const followed = await fetch(GO);
    assert.deepStrictEqual([await followed.text(), followed.redirected, followed.url],
        ['role', true, 'http://169.254.169.254/latest/meta-data']);
    const kept = await fetch(GO, { redirect: 'manual' });
    assert.deepStrictEqual([kept.status, kept.headers.get('location')], [302, 'http://169.254.169.254/latest/meta-data']);
    await assert.rejects(fetch(GO, { redirect: 'error' }), TypeError);

    assert.strictEqual((await axios.get(GO)).data, 'role');
    await assert.rejects(axios.get(GO, { maxRedirects: 0 }), (error) => error.response.status === 302);
    assert.strictEqual(await (await nodeFetch(GO)).text(), 'role');
    assert.strictEqual((await nodeFetch(GO, { redirect: 'manual' })).status, 302);
    assert.strictEqual((await got(GO)).body, 'role');
    assert.strictEqual((await superagent.get(GO)).text, 'role');

    const response = await new Promise((resolve, reject) => http.get(GO, resolve).on('error', reject));
    assert.strictEqual(response.statusCode, 302);
    response.resume();
    const missing = await new Promise((resolve) => http.get('http://api.example.com/nothing', resolve));
    assert.strictEqual(missing.statusCode, 404);
    missing.resume();

    // A request by hand, to an address that a name was resolved to before.
    const { address } = await require('node:dns').promises.lookup('169.254.169.254');
    const text = await new Promise((resolve, reject) => {
        const agent = new http.Agent({ keepAlive: true });
        http.request({ host: address, path: '/x', agent, headers: { Host: 'metadata' } }, (res) => {
            let all = '';
            res.setEncoding('utf8').on('data', (part) => { all += part; }).on('end', () => resolve(all));
        }).on('error', reject).end();
    });
    assert.strictEqual(text, 'role');
    console.log('ok');
})();
