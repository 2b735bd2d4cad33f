// module: net
'use strict';
const { assert, event, refused, works } = require('../checks.js');
const net = require('net');
works('isIP, isIPv4 and isIPv6', () => {
    assert.deepStrictEqual(
        [net.isIP('1.2.3.4'), net.isIP('::1'), net.isIP('1.2.3'), net.isIP('01.2.3.4'), net.isIP('::ffff:1.2.3.4')],
        [4, 6, 0, 0, 6],
    );
    assert.ok(net.isIPv4('127.0.0.1') && net.isIPv6('fe80::1'));
});
works('a server and a socket of one program', async () => {
    const server = net.createServer((s) => {
        s.write('hello ');
        s.pipe(s);
    });
    await new Promise((r) => server.listen(0, r));
    const s = net.connect(server.address().port);
    let all = '';
    s.setEncoding('utf8').on('data', (p) => {
        all += p;
        if (all === 'hello x') s.end();
    });
    s.write('x');
    await event(s, 'close');
    assert.strictEqual(all, 'hello x');
    server.close();
});
works('refused connections and used ports', async () => {
    assert.strictEqual((await event(net.connect(1, '127.0.0.1'), 'error')).code, 'ECONNREFUSED');
    const a = net.createServer();
    await new Promise((r) => a.listen(0, r));
    assert.strictEqual((await event(net.createServer().listen(a.address().port), 'error')).code, 'EADDRINUSE');
    a.close();
});
works('BlockList and SocketAddress', () => {
    const list = new net.BlockList();
    list.addSubnet('10.0.0.0', 8);
    list.addAddress('1.1.1.1');
    assert.ok(list.check('10.9.9.9') && list.check('1.1.1.1') && !list.check('11.0.0.1'));
    assert.strictEqual(new net.SocketAddress({ address: '1.2.3.4', port: 80 }).port, 80);
});
refused(
    'hosts that the world does not have',
    () => new Promise((resolve, reject) => net.connect(80, 'example.org').on('connect', resolve).on('error', reject)),
    { code: 'ENOTFOUND' },
);
