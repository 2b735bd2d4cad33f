// Names: several addresses, both families, another answer each time, and lookups of the program's own.
'use strict';
const assert = require('node:assert');
const dns = require('node:dns');
const http = require('node:http');
const net = require('node:net');

function get(options) {
    return new Promise((resolve, reject) => {
        http.get(options, (res) => {
            let all = '';
            res.setEncoding('utf8').on('data', (part) => { all += part; }).on('end', () => resolve(all));
        }).on('error', reject);
    });
}

async function several() {
    const both = [{ address: '198.51.100.7', family: 4 }, { address: '2001:db8::7', family: 6 }];
    assert.deepStrictEqual(await dns.promises.lookup('both.example.com', { all: true }), both);
    assert.deepStrictEqual(await dns.promises.lookup('both.example.com', 6), both[1]);
    assert.deepStrictEqual(await dns.promises.resolve4('both.example.com'), ['198.51.100.7']);
    assert.deepStrictEqual(await dns.promises.resolve6('both.example.com', { ttl: true }), [{ address: '2001:db8::7', ttl: 60 }]);
    await assert.rejects(dns.promises.resolveMx('both.example.com'), { code: 'ENODATA' });
    await assert.rejects(dns.promises.resolve4('unknown.example.com'), { code: 'ENOTFOUND', syscall: 'queryA' });
    await assert.rejects(dns.promises.lookup('unknown.example.com'),
        { code: 'ENOTFOUND', errno: -3008, message: 'getaddrinfo ENOTFOUND unknown.example.com' });
    await assert.rejects(get('http://unknown.example.com/'), { code: 'ENOTFOUND', hostname: 'unknown.example.com' });
    const found = await new Promise((resolve) => dns.resolve('both.example.com', (error, list) => resolve(list)));
    assert.deepStrictEqual(found, ['198.51.100.7']);
    assert.deepStrictEqual(await dns.promises.lookup('2130706433'), { address: '127.0.0.1', family: 4 });
    assert.deepStrictEqual(await dns.promises.lookup('0x7f.1'), { address: '127.0.0.1', family: 4 });
}

async function rebound() {
    const { address } = await dns.promises.lookup('rebound.example.com');
    assert.strictEqual(address, '203.0.113.10');
    // Checked, and resolved once more for the connection.
    assert.strictEqual(await get('http://rebound.example.com/'), 'inner');
    // A lookup that looks at what it gives.
    const guarded = (hostname, options, callback) => dns.lookup(hostname, options, (error, found, family) => {
        const list = Array.isArray(found) ? found : [{ address: found, family }];
        if (list.some((one) => one.address.startsWith('127.'))) callback(new Error('not there'));
        else callback(error, found, family);
    });
    await assert.rejects(get({ host: 'rebound.example.com', lookup: guarded, agent: false }), /not there/);
    assert.strictEqual(await get({ host: 'both.example.com', lookup: guarded }), 'both');
    // The address that was checked, with the name in the header.
    assert.strictEqual(await get({ host: address, headers: { Host: 'rebound.example.com' } }), 'public');
}

async function tried() {
    // The first address doesn't answer, so the second one is tried after a while.
    const socket = net.connect({ host: 'first-is-dead.example.com', port: 80 });
    await new Promise((resolve, reject) => socket.on('connect', resolve).on('error', reject));
    assert.strictEqual(socket.remoteAddress, '198.51.100.7');
    socket.destroy();
    await assert.rejects(get('http://first-is-dead.example.com:81/'), { code: 'ECONNREFUSED' });
}

(async () => {
    await several();
    await rebound();
    await tried();
    console.log('ok');
})();
