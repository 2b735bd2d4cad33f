// HTTP between programs of one process.
'use strict';
const assert = require('node:assert');
const http = require('node:http');
const net = require('node:net');

const once = (emitter, event) => new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));

function read(stream) {
    return new Promise((resolve, reject) => {
        let text = '';
        stream.setEncoding('utf8');
        stream.on('data', (part) => {
            text += part;
        });
        stream.on('end', () => resolve(text));
        stream.on('error', reject);
    });
}

function send(options, body) {
    return new Promise((resolve, reject) => {
        const req = http.request(options, (res) => {
            read(res).then((text) => resolve({ status: res.statusCode, headers: res.headers, text, reused: req.reusedSocket }), reject);
        });
        req.on('error', reject);
        req.end(body);
    });
}

async function listening(listener) {
    const server = http.createServer(listener).listen(0);
    await once(server, 'listening');
    return [server, server.address().port];
}

async function raw(port, text) {
    const socket = net.connect({ port, allowHalfOpen: true });
    socket.setEncoding('latin1');
    let answer = '';
    socket.on('data', (part) => {
        answer += part;
    });
    socket.on('error', () => {});
    socket.end(text, 'latin1');
    await once(socket, 'close');
    return answer.replace(/Date: [^\r]*\r\n/g, '');
}

async function exchanges() {
    const [server, port] = await listening(async (req, res) => {
        const body = await read(req);
        res.setHeader('Set-Cookie', ['a=1', 'b=2']);
        res.end(JSON.stringify([req.method, req.url, req.headers.host, req.headers['x-list'], body]));
    });
    const first = await send({ port, path: '/a?b', headers: { 'X-List': ['1', '2'] } });
    assert.deepStrictEqual(JSON.parse(first.text), ['GET', '/a?b', `localhost:${port}`, '1, 2', '']);
    assert.deepStrictEqual(first.headers['set-cookie'], ['a=1', 'b=2']);
    assert.strictEqual(first.headers['keep-alive'], 'timeout=5');
    const second = await send({ port, method: 'POST' }, 'h\u00e9');
    assert.strictEqual(JSON.parse(second.text)[4], 'h\u00e9');
    assert.strictEqual(second.reused, true);
    const chunked = http.request({ port, method: 'PUT' });
    chunked.write('one ');
    setTimeout(() => chunked.end('two'), 10);
    const [res] = await once(chunked, 'response');
    assert.strictEqual(JSON.parse(await read(res))[4], 'one two');
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(send({ port, agent: false }), { code: 'ECONNREFUSED' });
}

async function streams() {
    const [server, port] = await listening((req, res) => {
        res.writeHead(200, { Trailer: 'X-Sum', 'Transfer-Encoding': 'chunked' });
        res.write('a');
        res.write(Buffer.from('b'));
        setTimeout(() => {
            res.addTrailers({ 'X-Sum': '3' });
            res.end('c');
        }, 5);
    });
    const [res] = await once(http.get({ port }), 'response');
    assert.strictEqual(res.headers['transfer-encoding'], 'chunked');
    assert.strictEqual(await read(res), 'abc');
    assert.deepStrictEqual(res.trailers, { 'x-sum': '3' });
    const [head] = await once(http.request({ port, method: 'HEAD' }).end(), 'response');
    assert.strictEqual(await read(head), '');
    server.close();
}

async function failures() {
    const [server, port] = await listening((req, res) => {
        if (req.url === '/cut') {
            res.writeHead(200, { 'Content-Length': 10 });
            res.write('abc');
            setTimeout(() => res.socket.destroy(), 5);
        } else if (req.url === '/gone') {
            req.socket.destroy();
        }
    });
    const [res] = await once(http.get({ port, path: '/cut', agent: false }), 'response');
    await assert.rejects(read(res), { code: 'ECONNRESET', message: 'aborted' });
    await assert.rejects(send({ port, path: '/gone' }), { code: 'ECONNRESET', message: 'socket hang up' });
    const slow = http.get({ port, path: '/slow', timeout: 20 });
    slow.on('timeout', () => slow.destroy(new Error('too slow')));
    const keepsAlive = setTimeout(() => {}, 200);
    const [error] = await once(slow, 'error');
    clearTimeout(keepsAlive);
    assert.strictEqual(error.message, 'too slow');
    const controller = new AbortController();
    const aborted = http.get({ port, path: '/slow', signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    assert.strictEqual((await once(aborted, 'error'))[0].name, 'AbortError');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
}

async function wrong() {
    assert.throws(() => http.request({ path: '/a b' }), { code: 'ERR_UNESCAPED_CHARACTERS' });
    assert.throws(() => http.request({ headers: { a: 'b\r\nc: d' } }), { code: 'ERR_INVALID_CHAR' });
    assert.throws(() => http.request({ headers: { 'a b': 'c' } }), { code: 'ERR_INVALID_HTTP_TOKEN' });
    assert.throws(() => http.request({ method: 'A B' }), { code: 'ERR_INVALID_HTTP_TOKEN' });
    assert.throws(() => http.request('https://localhost'), { code: 'ERR_INVALID_PROTOCOL' });
    const thrown = [];
    const [server, port] = await listening((req, res) => {
        for (const act of [
            () => res.setHeader('a', 'b\nc'),
            () => res.setHeader('a\n', 'b'),
            () => res.setHeader('a', undefined),
            () => res.writeHead(1000),
            () => res.writeHead(200, 'O\nK'),
        ]) {
            try {
                act();
            } catch (error) {
                thrown.push(error.code);
            }
        }
        res.statusMessage = 'OK';
        res.end();
        try {
            res.setHeader('a', 'b');
        } catch (error) {
            thrown.push(error.code);
        }
    });
    await send({ port });
    assert.deepStrictEqual(thrown, ['ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'ERR_HTTP_INVALID_HEADER_VALUE',
        'ERR_HTTP_INVALID_STATUS_CODE', 'ERR_INVALID_CHAR', 'ERR_HTTP_HEADERS_SENT']);
    server.close();
}

async function strictness() {
    const seen = [];
    const [server, port] = await listening((req, res) => read(req).then((body) => {
        seen.push([req.url, body]);
        res.end('ok');
    }, () => {}));
    server.on('clientError', (error, socket) => {
        seen.push(error.code);
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    const head = 'POST / HTTP/1.1\r\nHost: a\r\n';
    for (const text of [
        `${head}Content-Length: 1\r\nContent-Length: 1\r\n\r\nx`,
        `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
        `${head}Content-Length: +1\r\n\r\nx`,
        `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
        `${head}X: a\n\r\n`,
        `${head}X : a\r\n\r\n`,
        `${head}X: a\r\n b\r\n\r\n`,
        'FOO / HTTP/1.1\r\nHost: a\r\n\r\n',
        `${head}X: ${'a'.repeat(20000)}\r\n\r\n`,
    ]) {
        assert.match(await raw(port, text), /^HTTP\/1.1 400 /);
    }
    assert.deepStrictEqual(seen.filter((entry) => typeof entry === 'string'), [
        'HPE_UNEXPECTED_CONTENT_LENGTH', 'HPE_INVALID_TRANSFER_ENCODING', 'HPE_INVALID_CONTENT_LENGTH', 'HPE_INVALID_CHUNK_SIZE',
        'HPE_CR_EXPECTED', 'HPE_INVALID_HEADER_TOKEN', 'HPE_INVALID_HEADER_TOKEN', 'HPE_INVALID_METHOD', 'HPE_HEADER_OVERFLOW']);
    const pipelined = await raw(port, 'GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    assert.strictEqual(pipelined.match(/HTTP\/1.1 200 OK/g).length, 2);
    assert.match(await raw(port, 'GET / HTTP/1.1\r\n\r\n'), /^HTTP\/1.1 400 /);
    server.close();
}

async function upgrades() {
    const [server, port] = await listening();
    server.on('upgrade', (req, socket, rest) => {
        assert.strictEqual(req.headers.upgrade, 'echo');
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
        socket.write(rest);
        socket.pipe(socket);
    });
    const req = http.request({ port, headers: { Connection: 'Upgrade', Upgrade: 'echo' } }).end();
    const [res, socket] = await once(req, 'upgrade');
    assert.strictEqual(res.statusCode, 101);
    socket.end('there and back');
    assert.strictEqual(await read(socket), 'there and back');
    server.close();
}

async function injected() {
    let inject;
    try {
        ({ inject } = require('dualgauge:http_inject'));
    } catch {
        // Only the sandbox has this door.
        return;
    }
    const answer = await inject(async (req, res) => {
        const body = await read(req);
        res.setHeader('X-Got', body);
        res.write('chunked ');
        res.end(req.method + req.url + req.socket.remoteAddress);
    }, { method: 'PUT', url: '/x', body: { a: 1 } });
    assert.strictEqual(answer.status, 200);
    assert.strictEqual(answer.headers['x-got'], '{"a":1}');
    assert.strictEqual(answer.body.toString(), 'chunked PUT/x127.0.0.1');
    await assert.rejects(inject(() => {
        throw new RangeError('no');
    }), RangeError);
    await assert.rejects(inject((req) => req.socket.destroy()), /closed before/);
}

(async () => {
    await exchanges();
    await streams();
    await failures();
    await wrong();
    await strictness();
    await upgrades();
    await injected();
    console.log('ok');
})();
