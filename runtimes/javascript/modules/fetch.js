// fetch, over the same connections as node:http.
import { Buffer } from 'node:buffer';
import { Agent, request as requestPlain } from 'node:http';
import { Agent as SecureAgent, request as requestSecurely } from 'node:https';
import { nextTick } from 'node:process';
import { pipeline } from 'node:stream';
import { clearTimeout, setTimeout } from 'node:timers';
import { URL } from 'node:url';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { kBody, receivedBody } from './fetch_body.js';
import { Headers } from './fetch_headers.js';
import { Request, Response, receivedResponse } from './fetch_messages.js';

export { Headers, Request, Response };

const MOST_REDIRECTS = 20;
/** How long a connection and the head of a response are waited for, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;
const HEADERS_TIMEOUT = 300_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const NULL_BODY = new Set([101, 204, 205, 304]);
/** Ports of other protocols, which must not be spoken to by HTTP (Fetch standard, 2.9). */
const BAD_PORTS = new Set([
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115,
    117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587,
    601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
    6679, 6697, 10080,
]);
const agents = {
    'http:': new Agent({ keepAlive: true, timeout: 4000 }),
    'https:': new SecureAgent({ keepAlive: true, timeout: 4000 }),
};
const DECODERS = {
    gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress,
};

function failed(cause) {
    return new TypeError('fetch failed', { cause });
}

/** What a reader of a body sees when the connection breaks. */
function terminated(error) {
    const cause = Object.assign(new Error(error?.code === 'ECONNRESET' ? 'other side closed' : error?.message ?? 'terminated'),
        { code: 'UND_ERR_SOCKET' });
    cause.name = 'SocketError';
    return new TypeError('terminated', { cause });
}

function fetchData(url) {
    const [, head, body] = /^data:([^,]*),([^]*)$/.exec(url.href.replace(/#.*$/, '')) ?? [];
    if (head === undefined) throw failed(new Error('invalid data: URL'));
    const isBase64 = /; *base64 *$/i.test(head);
    const type = head.replace(/; *base64 *$/i, '').trim() || 'text/plain;charset=US-ASCII';
    const text = body.replace(/%([0-9a-fA-F]{2})/g, (code, digits) => String.fromCharCode(parseInt(digits, 16)));
    const bytes = isBase64 ? Buffer.from(text, 'base64') : Buffer.from(text, 'latin1');
    const response = new Response(bytes, { statusText: 'OK', headers: { 'content-type': type } });
    return receivedResponse({ ...stateOf(response), url: url.href, type: 'basic' }, response[kBody]);
}

function stateOf({ status, statusText, headers }) {
    return { status, statusText, headers };
}

/** The headers that are sent, in Node's order. */
function headersFor(url, { headers, method, body }) {
    const pairs = [['host', headers.get('host') ?? url.host], ['connection', 'keep-alive']];
    for (const [name, value] of Headers._pairs(headers)) {
        if (!['host', 'connection', 'content-length', 'transfer-encoding'].includes(name.toLowerCase())) pairs.push([name, value]);
    }
    for (const [name, value] of [['accept', '*/*'], ['accept-language', '*'], ['sec-fetch-mode', 'cors'], ['user-agent', 'node']]) {
        if (!headers.has(name)) pairs.push([name, value]);
    }
    if (!headers.has('accept-encoding')) pairs.push(['accept-encoding', url.protocol === 'https:' ? 'br, gzip, deflate' : 'gzip, deflate']);
    if (body && body.length !== null) pairs.push(['content-length', String(body.length)]);
    else if (body) pairs.push(['transfer-encoding', 'chunked']);
    else if (method === 'POST' || method === 'PUT') pairs.push(['content-length', '0']);
    return pairs.flat();
}

function timeoutError(name, code, message) {
    return Object.assign(new Error(message), { name, code });
}

/** Gives a request up that nobody answers; the timers are the caller's to clear. */
function watchTime(req) {
    const connecting = setTimeout(() => {
        req.destroy(timeoutError('ConnectTimeoutError', 'UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error'));
    }, CONNECT_TIMEOUT);
    const waiting = setTimeout(() => {
        req.destroy(timeoutError('HeadersTimeoutError', 'UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error'));
    }, HEADERS_TIMEOUT);
    req.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => clearTimeout(connecting));
        else clearTimeout(connecting);
    });
    // They keep nothing running: a connection that is waited for does.
    return [connecting.unref(), waiting.unref()];
}

/** Sends a request; resolves with the response's head. */
function exchange(url, sent, signal) {
    return new Promise((resolve, reject) => {
        const send = url.protocol === 'https:' ? requestSecurely : requestPlain;
        const hostname = url.hostname[0] === '[' ? url.hostname.slice(1, -1) : url.hostname;
        const req = send({
            protocol: url.protocol, hostname, port: url.port || undefined, path: url.pathname + url.search, method: sent.method,
            headers: headersFor(url, sent), agent: agents[url.protocol],
        });
        exactHead(req, sent);
        let head = null;
        const abort = () => {
            req.destroy(signal.reason);
            head?.destroy(signal.reason);
            reject(signal.reason);
        };
        signal?.addEventListener('abort', abort, { once: true });
        const timers = watchTime(req);
        req.on('close', () => {
            timers.forEach(clearTimeout);
            signal?.removeEventListener('abort', abort);
        });
        req.on('error', (error) => {
            const hungUp = error.code === 'ECONNRESET' && !error.syscall;
            reject(signal?.aborted ? signal.reason : failed(hungUp ? terminated(error).cause : error));
        });
        req.on('response', (res) => {
            timers.forEach(clearTimeout);
            head = res;
            res.on('error', () => {});
            resolve(res);
        });
        upload(req, sent.body).catch((error) => {
            req.destroy(error);
            reject(error instanceof TypeError ? error : failed(error));
        });
    });
}

/** Where fetch differs from `http.request`: the method's case is the caller's, and nothing is said of a body that isn't there. */
function exactHead(req, { method, body }) {
    req._header = method + req._header.slice(req.method.length);
    req.method = method;
    if (body || !req.chunkedEncoding) return;
    req._header = req._header.replace('Transfer-Encoding: chunked\r\n', '');
    req.chunkedEncoding = false;
}

async function upload(req, body) {
    if (body) {
        for await (const chunk of body.chunks()) {
            if (req.destroyed) return;
            if (!(chunk instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
            if (!req.write(chunk)) await new Promise((resolve) => req.once('drain', resolve).once('close', resolve));
        }
    }
    req.end();
}

/** The response's contents without their encodings. */
function decoded(res, method) {
    const codings = (res.headers['content-encoding'] ?? '').toLowerCase().split(',').map((name) => name.trim()).filter(Boolean);
    if (method === 'HEAD' || !codings.length || codings.some((name) => !DECODERS[name])) return res;
    return pipeline([res, ...codings.reverse().map((name) => DECODERS[name]())], () => {});
}

function isRedirect(res) {
    return REDIRECTS.has(res.statusCode) && res.headers.location !== undefined;
}

/** What is to be sent after a redirect, as browsers do it. */
function followed(sent, status, from, to) {
    const next = { ...sent, headers: new Headers(sent.headers) };
    if (((status === 301 || status === 302) && sent.method === 'POST') || (status === 303 && !['GET', 'HEAD'].includes(sent.method))) {
        next.method = 'GET';
        next.body = null;
        for (const name of ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length']) {
            next.headers.delete(name);
        }
    } else if (sent.body && !sent.body.canRepeat) {
        throw failed(new Error('cannot send a stream again'));
    }
    if (from.origin !== to.origin) {
        for (const name of ['authorization', 'proxy-authorization', 'cookie', 'host']) next.headers.delete(name);
    }
    return next;
}

function refuseUrl(url) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
        throw failed(new Error(url.protocol === 'file:' ? 'not implemented... yet...' : 'unknown scheme'));
    }
    if (url.port && BAD_PORTS.has(Number(url.port))) throw failed(new Error('bad port'));
}

async function run(request) {
    const { signal, redirect } = request;
    signal.throwIfAborted();
    let url = new URL(request.url);
    if (url.protocol === 'data:') return fetchData(url);
    const { origin } = url;
    const body = request[kBody];
    if (body?.isUnusable) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    if (body) body.used = true;
    let sent = { method: request.method, headers: request.headers, body };
    for (let count = 0; ; count++) {
        refuseUrl(url);
        const res = await exchange(url, sent, signal);
        if (!isRedirect(res) || redirect === 'manual') return respond(res, sent, url, { redirected: count > 0, origin, signal });
        res.resume();
        if (redirect === 'error') throw failed(new Error('unexpected redirect'));
        if (count === MOST_REDIRECTS) throw failed(new Error('redirect count exceeded'));
        const next = nextUrl(res.headers.location, url);
        sent = followed(sent, res.statusCode, url, next);
        url = next;
    }
}

function nextUrl(location, base) {
    let next;
    try {
        next = new URL(location, base);
    } catch (error) {
        throw failed(error);
    }
    if (!next.hash) next.hash = base.hash;
    if (next.protocol !== 'http:' && next.protocol !== 'https:') throw failed(new Error('URL scheme must be a HTTP(S) scheme'));
    return next;
}

function respond(res, { method }, url, { redirected, origin, signal }) {
    const shown = new URL(url);
    shown.hash = '';
    const state = {
        status: res.statusCode, statusText: res.statusMessage, headers: Headers._received(res.rawHeaders), url: shown.href,
        type: url.origin === origin ? 'basic' : 'cors', redirected,
    };
    if (NULL_BODY.has(res.statusCode)) {
        res.resume();
        return receivedResponse(state, null);
    }
    const stream = decoded(res, method);
    const explain = (error) => (signal.aborted ? signal.reason : terminated(error));
    return receivedResponse(state, receivedBody(stream, null, explain));
}

/** Fetches a resource, as in the Fetch standard without what only browsers have (origins, caches, cookies). */
export function fetch(input, init = undefined) {
    if (arguments.length === 0) {
        return Promise.reject(new TypeError("Failed to execute 'fetch': 1 argument required, but only 0 present."));
    }
    return new Promise((resolve, reject) => {
        const request = new Request(input, init);
        run(request).then(resolve, (error) => nextTick(reject, error));
    });
}

export default { fetch, Headers, Request, Response };
