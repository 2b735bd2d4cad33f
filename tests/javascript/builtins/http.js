// module: http
'use strict';
const { assert, refused, works } = require('../checks.js');
const http = require('http');
const listening = (handler) =>
    new Promise((resolve) => {
        const server = http
            .createServer(handler)
            .listen(0, '127.0.0.1', () => resolve({ server, port: server.address().port }));
    });
const ask = (options, body) =>
    new Promise((resolve, reject) => {
        const r = http.request(options, (res) => {
            let text = '';
            res.setEncoding('utf8');
            res.on('data', (p) => {
                text += p;
            });
            res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, text }));
        });
        r.on('error', reject);
        r.end(body);
    });
works('a server and a request of one program', async () => {
    const { server, port } = await listening((req, res) => {
        res.writeHead(201, { 'X-Own': 'v', 'Content-Type': 'text/plain' });
        res.end(`${req.method} ${req.url}`);
    });
    const { status, headers, text } = await ask({ port, path: '/p?q=1' });
    assert.deepStrictEqual([status, headers['x-own'], text], [201, 'v', 'GET /p?q=1']);
    server.close();
});
works('bodies of requests', async () => {
    const { server, port } = await listening((req, res) => {
        let body = '';
        req.on('data', (p) => {
            body += p;
        });
        req.on('end', () => {
            res.setHeader('Content-Type', 'application/json');
            res.end(JSON.stringify({ body, type: req.headers['content-type'] }));
        });
    });
    const { text } = await ask({ port, method: 'POST', headers: { 'Content-Type': 'a/b' } }, 'given');
    assert.deepStrictEqual(JSON.parse(text), { body: 'given', type: 'a/b' });
    server.close();
});
works('get, chunks and for await', async () => {
    const { server, port } = await listening(async (req, res) => {
        res.write('a');
        await null;
        res.end('b');
    });
    const res = await new Promise((r) => http.get(`http://127.0.0.1:${port}/`, r));
    let all = '';
    for await (const part of res) all += part;
    assert.strictEqual(all, 'ab');
    assert.strictEqual(res.headers['transfer-encoding'], 'chunked');
    server.close();
});
works('headers: many values, order and removal', async () => {
    const { server, port } = await listening((req, res) => {
        res.setHeader('Set-Cookie', ['a=1', 'b=2']);
        res.setHeader('X', '1');
        res.removeHeader('X');
        assert.ok(!res.hasHeader('x'));
        res.statusCode = 404;
        res.end();
    });
    const { status, headers } = await ask({ port });
    assert.deepStrictEqual([status, headers['set-cookie'], headers.x], [404, ['a=1', 'b=2'], undefined]);
    server.close();
});
works('line breaks in headers are refused', async () => {
    const { server, port } = await listening((req, res) => {
        assert.throws(() => res.setHeader('X', 'a\r\nSet-Cookie: b'), { code: 'ERR_INVALID_CHAR' });
        assert.throws(() => res.setHeader('X Y', 'a'), { code: 'ERR_INVALID_HTTP_TOKEN' });
        assert.throws(() => res.writeHead(99), { code: 'ERR_HTTP_INVALID_STATUS_CODE' });
        res.end('ok');
        assert.throws(() => res.setHeader('A', 'b'), { code: 'ERR_HTTP_HEADERS_SENT' });
    });
    assert.strictEqual((await ask({ port })).text, 'ok');
    assert.throws(() => http.request({ port, path: '/a b' }), { code: 'ERR_UNESCAPED_CHARACTERS' });
    server.close();
});
works('errors of connections', async () => {
    await assert.rejects(ask({ port: 1, host: '127.0.0.1' }), { code: 'ECONNREFUSED' });
});
works('keep-alive, agents and timeouts', async () => {
    const { server, port } = await listening((req, res) => res.end('x'));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const all = await Promise.all([1, 2, 3].map(() => ask({ port, agent })));
    assert.deepStrictEqual(
        all.map((a) => a.text),
        ['x', 'x', 'x'],
    );
    agent.destroy();
    server.close();
});
works('STATUS_CODES and METHODS', () => {
    assert.strictEqual(http.STATUS_CODES[418], "I'm a Teapot");
    assert.ok(http.METHODS.includes('PATCH'));
});
works('fetch of a server of the program', async () => {
    const { server, port } = await listening((req, res) => res.end(JSON.stringify({ m: req.method })));
    const res = await fetch(`http://127.0.0.1:${port}/`, { method: 'PUT' });
    assert.ok(res.ok);
    assert.deepStrictEqual(await res.json(), { m: 'PUT' });
    server.close();
    server.closeAllConnections?.();
});
refused('hosts that the world does not have', () => ask({ host: 'example.org', path: '/' }), { code: 'ENOTFOUND' });
refused('addresses that nobody has', () => ask({ host: '10.11.12.13', path: '/' }), {
    code: /ECONNREFUSED|ENETUNREACH|EHOSTUNREACH/,
});
