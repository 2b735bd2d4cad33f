// fetch, to a server of the same process.
'use strict';
const assert = require('node:assert');
const http = require('node:http');
const zlib = require('node:zlib');

function answer(req, res, body) {
    const { url } = req;
    if (url.startsWith('/redirect/')) {
        res.writeHead(Number(url.slice(10, 13)), { Location: url.slice(13) || '/echo' });
        res.end('moved');
    } else if (url === '/loop') {
        res.writeHead(302, { Location: '/loop' });
        res.end();
    } else if (url === '/zipped') {
        res.writeHead(200, { 'Content-Encoding': 'gzip' });
        res.end(zlib.gzipSync('zipped'));
    } else if (url === '/cut') {
        res.writeHead(200, { 'Content-Length': 10 });
        res.write('abc');
        setTimeout(() => res.socket.destroy(), 5);
    } else if (url === '/never') {
        // The client gives up.
    } else if (url === '/parts') {
        res.write('a');
        setTimeout(() => res.end('bc'), 5);
    } else {
        const { authorization, cookie, accept } = req.headers;
        res.setHeader('Content-Type', 'application/json');
        res.end(JSON.stringify({ method: req.method, url, body, type: req.headers['content-type'], authorization, cookie, accept }));
    }
}

const cause = (test) => (error) => error instanceof TypeError && error.message === 'fetch failed' && test(error.cause);

async function basics(base) {
    const response = await fetch(`${base}/echo?q=1#f`, { headers: { Accept: 'x/y' } });
    assert.deepStrictEqual([response.status, response.statusText, response.ok, response.redirected, response.type, response.url],
        [200, 'OK', true, false, 'basic', `${base}/echo?q=1`]);
    assert.deepStrictEqual(await response.json(), { method: 'GET', url: '/echo?q=1', body: '', accept: 'x/y' });
    await assert.rejects(response.text(), { name: 'TypeError', message: 'Body is unusable: Body has already been read' });
    const posted = await (await fetch(base, { method: 'post', body: new URLSearchParams({ a: 'b c' }) })).json();
    assert.deepStrictEqual([posted.method, posted.body, posted.type],
        ['POST', 'a=b+c', 'application/x-www-form-urlencoded;charset=UTF-8']);
    assert.strictEqual(await (await fetch(`${base}/zipped`)).text(), 'zipped');
    const parts = [];
    for await (const part of (await fetch(`${base}/parts`)).body) parts.push(Buffer.from(part).toString());
    assert.strictEqual(parts.join(''), 'abc');
    const twice = await fetch(base);
    const copy = twice.clone();
    assert.strictEqual(await twice.text(), await copy.text());
    assert.strictEqual(await (await fetch('data:text/plain;base64,aGk=')).text(), 'hi');
    const stream = new ReadableStream({
        start(controller) {
            controller.enqueue(new TextEncoder().encode('str'));
            controller.enqueue(new TextEncoder().encode('eam'));
            controller.close();
        },
    });
    assert.strictEqual((await (await fetch(base, { method: 'POST', body: stream, duplex: 'half' })).json()).body, 'stream');
}

async function redirects(base) {
    for (const [status, method, body] of [[301, 'GET', ''], [303, 'GET', ''], [307, 'POST', 'data'], [308, 'POST', 'data']]) {
        const response = await fetch(`${base}/redirect/${status}`, { method: 'POST', body: 'data', headers: { authorization: 'x' } });
        const seen = await response.json();
        assert.deepStrictEqual([seen.method, seen.body, seen.authorization, response.redirected], [method, body, 'x', true]);
    }
    const elsewhere = base.replace('localhost', '127.0.0.1');
    const crossed = await (await fetch(`${base}/redirect/302${elsewhere}/`, { headers: { authorization: 'x', cookie: 'c' } })).json();
    assert.deepStrictEqual([crossed.authorization, crossed.cookie], [undefined, undefined]);
    assert.strictEqual((await fetch(`${base}/redirect/302`, { redirect: 'manual' })).status, 302);
    await assert.rejects(fetch(`${base}/redirect/302`, { redirect: 'error' }), cause(({ message }) => message === 'unexpected redirect'));
    await assert.rejects(fetch(`${base}/loop`), cause(({ message }) => message === 'redirect count exceeded'));
    await assert.rejects(fetch(`${base}/redirect/302file:///etc/passwd`), cause((error) => error instanceof Error));
}

async function failures(base) {
    await assert.rejects(fetch('http://127.0.0.1:1999/'), cause(({ code, syscall }) => code === 'ECONNREFUSED' && syscall === 'connect'));
    await assert.rejects(fetch('http://nowhere.invalid/'), cause(({ syscall }) => syscall === 'getaddrinfo'));
    await assert.rejects(fetch('http://localhost:22/'), cause(({ message }) => message === 'bad port'));
    await assert.rejects(fetch('ftp://a/'), cause(({ message }) => message === 'unknown scheme'));
    await assert.rejects(fetch('nope'), { message: 'Failed to parse URL from nope' });
    await assert.rejects(fetch('http://u:p@localhost/'), /includes credentials/);
    await assert.rejects(fetch(base, { body: 'x' }), { message: 'Request with GET/HEAD method cannot have body.' });
    await assert.rejects(fetch(base, { headers: { a: 'b\r\nc: d' } }), /invalid header value/);
    await assert.rejects((await fetch(`${base}/cut`)).text(), { message: 'terminated' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10);
    await assert.rejects(fetch(`${base}/never`, { signal: controller.signal }), { name: 'AbortError' });
    await assert.rejects(fetch(base, { signal: AbortSignal.abort() }), { name: 'AbortError' });
}

async function classes() {
    const form = new FormData();
    form.append('a', '1');
    form.append('f', new Blob(['xyz'], { type: 'text/plain' }), 'n.txt');
    const back = await new Response(form).formData();
    assert.deepStrictEqual([back.get('a'), back.get('f').name, await back.get('f').text()], ['1', 'n.txt', 'xyz']);
    const headers = new Headers([['b', '1'], ['A', ' 2 '], ['set-cookie', 'x'], ['set-cookie', 'y']]);
    assert.deepStrictEqual([...headers], [['a', '2'], ['b', '1'], ['set-cookie', 'x'], ['set-cookie', 'y']]);
    assert.deepStrictEqual(headers.getSetCookie(), ['x', 'y']);
    assert.throws(() => new Headers({ 'a b': '' }), TypeError);
    assert.throws(() => new Response('x', { status: 204 }), TypeError);
    assert.throws(() => new Response('', { status: 99 }), RangeError);
    assert.strictEqual(Response.json({ a: 1 }).headers.get('content-type'), 'application/json');
    assert.strictEqual(Response.redirect('http://a/').status, 302);
    assert.strictEqual(new Request('http://a', { method: 'put' }).method, 'PUT');
    assert.strictEqual(await new Response(new Uint8Array([104, 105])).text(), 'hi');
}

const server = http.createServer((req, res) => {
    let body = '';
    req.on('data', (part) => {
        body += part;
    });
    req.on('end', () => answer(req, res, body));
});
server.listen(0, async () => {
    const base = `http://localhost:${server.address().port}`;
    await basics(base);
    await redirects(base);
    await failures(base);
    await classes();
    server.closeAllConnections();
    server.close();
    console.log('ok');
});
