// module: dns
'use strict';
const { assert, called, refused, works } = require('../checks.js');
const dns = require('dns');
works('lookup of localhost and addresses', async () => {
    assert.deepStrictEqual(await called((done) => dns.lookup('127.0.0.1', done)), ['127.0.0.1', 4]);
    const [address] = await called((done) => dns.lookup('localhost', { family: 4 }, done));
    assert.strictEqual(address, '127.0.0.1');
});
works('servers and options', () => {
    assert.ok(Array.isArray(dns.getServers()));
    assert.strictEqual(typeof dns.Resolver, 'function');
    assert.throws(() => dns.lookup('x', 'y'), TypeError);
});
refused('hosts that the world does not know', () => called((done) => dns.lookup('example.org', done)), {
    code: 'ENOTFOUND',
});
refused('resolve4 of such hosts', () => called((done) => dns.resolve4('example.org', done)), { code: 'ENOTFOUND' });
