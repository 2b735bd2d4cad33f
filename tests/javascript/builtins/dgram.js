// module: dgram
'use strict';
const { assert, event, works } = require('../checks.js');
const dgram = require('dgram');
works('sockets of one program', async () => {
    const [a, b] = [dgram.createSocket('udp4'), dgram.createSocket('udp4')];
    await new Promise((r) => a.bind(0, '127.0.0.1', r));
    b.send('hi', a.address().port, '127.0.0.1');
    const message = await event(a, 'message');
    assert.strictEqual(String(message), 'hi');
    a.close();
    b.close();
});
works('wrong types', () => assert.throws(() => dgram.createSocket('x'), { code: 'ERR_SOCKET_BAD_TYPE' }));
