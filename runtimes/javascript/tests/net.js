// Sockets within the process, and what refuses outside.
'use strict';
const assert = require('node:assert');
const net = require('node:net');
const dns = require('node:dns');

const events = [];

function once(emitter, event) {
    return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

async function echo() {
    const server = net.createServer((socket) => {
        assert.strictEqual(socket.remoteFamily, 'IPv6');
        socket.pipe(socket);
    });
    server.listen(0);
    await once(server, 'listening');
    const { port, family } = server.address();
    assert.ok(port > 1024 && family === 'IPv6');
    const client = net.connect(port, 'localhost');
    assert.strictEqual(client.readyState, 'opening');
    client.setEncoding('utf8');
    client.write('early ');
    await once(client, 'connect');
    assert.strictEqual(client.readyState, 'open');
    assert.strictEqual(client.remotePort, port);
    let text = '';
    client.on('data', (part) => {
        text += part;
    });
    client.end('h\u00e9llo');
    await once(client, 'end');
    assert.strictEqual(text, 'early h\u00e9llo');
    const [hadError] = await once(client, 'close');
    assert.strictEqual(hadError, false);
    assert.strictEqual(client.bytesWritten, 12);
    assert.strictEqual(client.bytesRead, 12);
    const closed = once(server, 'close');
    server.close();
    await closed;
    assert.strictEqual(server.address(), null);
    server.close((error) => events.push(error.code));
    await once(server, 'close');
}

async function large() {
    const server = net.createServer({ allowHalfOpen: true }, (socket) => {
        let size = 0;
        socket.on('data', (part) => {
            size += part.length;
        });
        socket.on('end', () => socket.end(String(size)));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = net.connect(server.address().port, '127.0.0.1');
    const block = Buffer.alloc(100000, 97);
    let text = '';
    client.on('data', (part) => {
        text += part;
    });
    for (let i = 0; i < 5; i++) client.write(block);
    assert.strictEqual(client.write(block), false);
    client.end();
    await once(client, 'close');
    assert.strictEqual(text, '600000');
    server.close();
}

async function refused() {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    const second = net.createServer().listen(port, '127.0.0.1');
    const [inUse] = await once(second, 'error');
    assert.strictEqual(inUse.message, `listen EADDRINUSE: address already in use 127.0.0.1:${port}`);
    assert.deepStrictEqual([inUse.code, inUse.errno, inUse.syscall, inUse.address, inUse.port],
        ['EADDRINUSE', -98, 'listen', '127.0.0.1', port]);
    assert.throws(() => server.listen(0), { code: 'ERR_SERVER_ALREADY_LISTEN' });
    server.close();
    await once(server, 'close');
    const socket = net.connect(port, '127.0.0.1');
    const [error] = await once(socket, 'error');
    assert.strictEqual(error.message, `connect ECONNREFUSED 127.0.0.1:${port}`);
    assert.deepStrictEqual({ ...error },
        { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port });
    assert.deepStrictEqual(await once(socket, 'close'), [true]);
    const unknown = net.connect(80, 'nowhere.invalid');
    const [missing] = await once(unknown, 'error');
    assert.strictEqual(missing.syscall, 'getaddrinfo');
    assert.strictEqual(missing.hostname, 'nowhere.invalid');
    assert.throws(() => net.connect(70000), { code: 'ERR_SOCKET_BAD_PORT', name: 'RangeError' });
    assert.throws(() => net.connect({}), { code: 'ERR_MISSING_ARGS' });
    const gone = net.connect('/tmp/none.sock');
    const [noFile] = await once(gone, 'error');
    assert.strictEqual(noFile.message, 'connect ENOENT /tmp/none.sock');
}

async function reset() {
    const server = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy())).listen(0);
    await once(server, 'listening');
    const client = net.connect(server.address().port);
    client.write('x');
    const [error] = await once(client, 'error');
    assert.strictEqual(error.message, 'read ECONNRESET');
    assert.strictEqual(error.errno, -104);
    server.close();
}

async function timeouts() {
    const server = net.createServer((socket) => socket.on('error', () => {})).listen(0);
    await once(server, 'listening');
    const client = net.connect(server.address().port);
    const keepsAlive = setTimeout(() => {}, 200);
    client.setTimeout(50, () => events.push('timeout'));
    await once(client, 'timeout');
    clearTimeout(keepsAlive);
    client.destroy();
    server.close();
}

function addresses() {
    assert.deepStrictEqual(['1.2.3.4', '::1', '::ffff:1.2.3.4', '01.2.3.4', '1.2.3', 'fe80::1%eth0', ':::', 'x'].map(net.isIP),
        [4, 6, 6, 0, 0, 6, 0, 0]);
    const list = new net.BlockList();
    list.addSubnet('10.0.0.0', 8);
    list.addAddress('::1', 'ipv6');
    list.addRange('192.168.0.1', '192.168.0.9');
    assert.deepStrictEqual([list.check('10.9.9.9'), list.check('11.0.0.1'), list.check('::1', 'ipv6'), list.check('192.168.0.9'),
        list.check('::ffff:10.0.0.1', 'ipv6')], [true, false, true, true, true]);
}

async function names() {
    assert.throws(() => dns.lookup('a'), { code: 'ERR_INVALID_ARG_TYPE' });
    await assert.rejects(dns.promises.lookup('nowhere.invalid'), (error) => error.syscall === 'getaddrinfo');
    assert.deepStrictEqual(await dns.promises.lookup('127.0.0.1', { all: true }), [{ address: '127.0.0.1', family: 4 }]);
    const { address } = await dns.promises.lookup('localhost', 4);
    assert.strictEqual(address, '127.0.0.1');
    assert.throws(() => dns.resolve('a', 'HTTP', () => {}), { code: 'ERR_INVALID_ARG_VALUE' });
}

(async () => {
    addresses();
    await echo();
    await large();
    await refused();
    await reset();
    await timeouts();
    await names();
    assert.deepStrictEqual(events, ['ERR_SERVER_NOT_RUNNING', 'timeout']);
    console.log('ok');
})();
