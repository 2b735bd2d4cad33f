// Hands a request to a server without sockets: a door for tasks about HTTP endpoints.
import { Buffer } from 'node:buffer';
import { IncomingMessage } from 'node:_http_incoming';
import { Socket } from 'node:net';
import { HTTPParser } from './_http_parser.js';
import { ServerResponse } from './_http_response.js';
import { attachWire } from './net_socket.js';

const LOCAL = { address: '127.0.0.1', port: 80, family: 'IPv4' };
const REMOTE = { address: '127.0.0.1', port: 49151, family: 'IPv4' };

/** The far end of a connection that keeps what is sent. */
class Sink {
    constructor() {
        this.parts = [];
        this.closed = false;
    }

    send(bytes, done) {
        this.parts.push(bytes);
        done();
    }

    end() {}
    close() {
        this.closed = true;
    }
    pause() {}
    resume() {}
}

function pairs(headers) {
    const raw = [];
    for (const [name, value] of Array.isArray(headers) ? headers : Object.entries(headers)) {
        for (const one of [].concat(value)) raw.push(String(name), String(one));
    }
    return raw;
}

function bytesOf(body, raw) {
    if (body === undefined || body === null) return null;
    if (body instanceof Uint8Array) return Buffer.from(body);
    if (typeof body === 'string') return Buffer.from(body);
    if (!raw.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-type')) raw.push('Content-Type', 'application/json');
    return Buffer.from(JSON.stringify(body));
}

function has(raw, wanted) {
    return raw.some((name, i) => i % 2 === 0 && name.toLowerCase() === wanted);
}

/** What was sent, read as a client reads it. Null while it isn't a whole response. */
function readResponse(bytes, method, isOver) {
    let head = null;
    let complete = false;
    const parts = [];
    const parser = new HTTPParser(false, {
        onHeaders: (message) => {
            if (message.statusCode < 200) return 1;
            head = message;
            return method === 'HEAD' ? 1 : 0;
        },
        onBody: (part) => parts.push(part),
        onComplete: () => {
            complete = head !== null;
            parser.stopped = complete;
        },
    }, Infinity);
    const error = parser.execute(bytes);
    if (error) throw error;
    if (!complete && isOver) parser.finish();
    if (head === null || !complete) return null;
    const reader = new IncomingMessage(null);
    reader.rawHeaders = head.rawHeaders;
    return {
        status: head.statusCode, statusMessage: head.statusMessage, headers: reader.headers, rawHeaders: head.rawHeaders,
        body: Buffer.concat(parts),
    };
}

/**
 * Gives a request to `handler`: a listener `(req, res)` (an Express application is one) or a server. Resolves with what it
 * answered, as `{ status, statusMessage, headers, rawHeaders, body }`; rejects if it throws, or drops the connection.
 * An object as body is sent as JSON; `Host` and `Content-Length` are added where missing.
 */
export function inject(handler, { method = 'GET', url = '/', headers = {}, body } = {}) {
    const raw = pairs(headers);
    const bytes = bytesOf(body, raw);
    if (!has(raw, 'host')) raw.unshift('Host', 'localhost');
    if (bytes && !has(raw, 'content-length') && !has(raw, 'transfer-encoding')) raw.push('Content-Length', String(bytes.length));
    const sink = new Sink();
    const socket = new Socket({ allowHalfOpen: true });
    attachWire(socket, sink, { local: LOCAL, remote: REMOTE });
    const req = new IncomingMessage(socket);
    Object.assign(req, { method, url, rawHeaders: raw, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1, upgrade: false });
    const res = new ServerResponse(req);
    res.shouldKeepAlive = false;
    res.assignSocket(socket);
    if (bytes?.length) req.push(bytes);
    req.push(null);
    req.complete = true;
    return new Promise((resolve, reject) => {
        const answer = (isOver) => {
            try {
                const response = readResponse(Buffer.concat(sink.parts), method, isOver);
                if (response) resolve(response);
                else if (isOver) reject(new Error('the connection was closed before the response was complete'));
            } catch (error) {
                reject(error);
            }
        };
        res.on('finish', () => {
            answer(true);
            if (!req._consuming) req._dump();
            res.detachSocket(socket);
            res.destroyed = true;
            res._closed = true;
            res.emit('close');
            socket.destroy();
        });
        socket.on('close', () => answer(true));
        socket.on('error', reject);
        try {
            const pending = typeof handler === 'function' ? handler(req, res) : handler.emit('request', req, res);
            if (typeof pending?.then === 'function') pending.then(undefined, reject);
        } catch (error) {
            reject(error);
        }
    });
}

export default { inject };
