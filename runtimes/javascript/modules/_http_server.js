// http.Server: requests from connections, and their responses back in order.
import { Buffer } from 'node:buffer';
import { continueExpression } from 'node:_http_common';
import { IncomingMessage } from 'node:_http_incoming';
import { Server as NetServer } from 'node:net';
import { nextTick } from 'node:process';
import { clearTimeout, setTimeout } from 'node:timers';
import { connectionReset } from './_http_reset.js';
import { STATUS_CODES, needWhole } from './_http_names.js';
import { setUniqueHeaders } from './_http_outgoing_head.js';
import { HTTPParser } from './_http_parser.js';
import { ServerResponse, closeResponse } from './_http_response.js';
import { invalidType, needDuration, nodeError, outOfRange } from './net_errors.js';

/** Idle connections live this much longer than announced, so that a request that is under way still finds them. */
const KEEP_ALIVE_GRACE = 1000;

/** What answers a message that can't be read; others are 400. */
const STATUS_OF = { HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413, ERR_HTTP_REQUEST_TIMEOUT: 408 };

export function Server(options, listener) {
    if (!(this instanceof Server)) return new Server(options, listener);
    if (typeof options === 'function') {
        listener = options;
        options = {};
    } else if (options === undefined || options === null) {
        options = {};
    } else if (typeof options !== 'object') {
        throw invalidType('options', 'Object', options);
    }
    takeOptions(this, options);
    NetServer.call(this, { allowHalfOpen: true, noDelay: true, keepAlive: options.keepAlive, highWaterMark: options.highWaterMark });
    if (listener) this.on('request', listener);
    this.httpAllowHalfOpen = false;
    this.on('connection', onConnection);
    this.timeout = 0;
    this.maxHeadersCount = null;
    this.maxRequestsPerSocket = 0;
    this._options = options;
}
Object.setPrototypeOf(Server.prototype, NetServer.prototype);
Object.setPrototypeOf(Server, NetServer);

/** Checks the options of a server and keeps them in it. */
export function takeOptions(server, options) {
    for (const name of ['maxHeaderSize', 'requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'connectionsCheckingInterval']) {
        if (options[name] !== undefined) needWhole(options[name], name);
    }
    server.IncomingMessageClass = options.IncomingMessage || IncomingMessage;
    server.ServerResponseClass = options.ServerResponse || ServerResponse;
    server.maxHeaderSize = options.maxHeaderSize;
    server.insecureHTTPParser = options.insecureHTTPParser;
    server.requestTimeout = options.requestTimeout ?? 300000;
    server.headersTimeout = options.headersTimeout ?? Math.min(60000, server.requestTimeout);
    if (server.requestTimeout > 0 && server.headersTimeout > server.requestTimeout) {
        throw outOfRange('headersTimeout', '<= requestTimeout', options.headersTimeout);
    }
    server.keepAliveTimeout = options.keepAliveTimeout ?? 5000;
    server.requireHostHeader = options.requireHostHeader ?? true;
    server.joinDuplicateHeaders = options.joinDuplicateHeaders;
    server.rejectNonStandardBodyWrites = options.rejectNonStandardBodyWrites ?? false;
}

/** What a TLS server has in common with a plain one. */
export const serverMethods = {
    close(callback) {
        this.closeIdleConnections();
        NetServer.prototype.close.call(this, callback);
        return this;
    },
    closeAllConnections() {
        for (const socket of [...this._sockets]) socket.destroy();
    },
    closeIdleConnections() {
        for (const socket of [...this._sockets]) if (socket._httpIdle) socket.destroy();
    },
    setTimeout(msecs, callback) {
        this.timeout = msecs;
        if (callback) this.on('timeout', callback);
        return this;
    },
};
for (const [name, value] of Object.entries(serverMethods)) {
    Object.defineProperty(Server.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

/** The handler of a connection, also for libraries that hand connections to a server themselves. */
export function onConnection(socket) {
    new Connection(this, socket);
}

class Connection {
    constructor(server, socket) {
        this.server = server;
        this.socket = socket;
        this.incoming = [];
        this.outgoing = [];
        this.requests = 0;
        this.current = null;
        this.idleTimer = false;
        this.deadline = null;
        this.parser = new HTTPParser(true, {
            onHeaders: (message) => this.#onHeaders(message),
            onBody: (bytes) => this.#onBody(bytes),
            onComplete: (trailers) => this.#onComplete(trailers),
        }, server.maxHeaderSize || undefined, Boolean(server.insecureHTTPParser));
        socket.server = server;
        socket.parser = this.parser;
        socket._paused = false;
        socket._httpIdle = true;
        this.listeners = {
            data: (bytes) => this.#onData(bytes),
            end: () => this.#onEnd(),
            close: () => this.#onClose(),
            drain: () => this.#onDrain(),
            error: (error) => this.#onError(error),
            timeout: () => this.#onTimeout(),
        };
        if (server.timeout) socket.setTimeout(server.timeout);
        for (const [event, listener] of Object.entries(this.listeners)) socket.on(event, listener);
        this.#awaitRequest();
    }

    /** A head must be complete in time, and so must the request. */
    #awaitRequest() {
        const { headersTimeout, requestTimeout } = this.server;
        this.#expire(headersTimeout || requestTimeout);
    }

    #expire(msecs) {
        clearTimeout(this.deadline);
        if (!msecs) return;
        this.deadline = setTimeout(() => {
            this.#onError(nodeError(Error, 'ERR_HTTP_REQUEST_TIMEOUT', 'Request timeout'));
        }, needDuration(msecs));
        this.deadline.unref();
    }

    #onData(bytes) {
        if (this.idleTimer) {
            // The next request on a connection that was kept.
            this.idleTimer = false;
            this.socket.setTimeout(this.server.timeout || 0);
            this.#awaitRequest();
        }
        this.socket._httpIdle = false;
        const error = this.parser.execute(bytes);
        if (error) {
            error.rawPacket = bytes;
            this.#onError(error);
        } else if (this.parser.upgrade) {
            this.#giveUp();
        } else {
            this.#rest();
        }
    }

    #onHeaders(message) {
        const { server, socket } = this;
        const req = new server.IncomingMessageClass(socket);
        req.httpVersionMajor = message.versionMajor;
        req.httpVersionMinor = message.versionMinor;
        req.httpVersion = `${message.versionMajor}.${message.versionMinor}`;
        req.joinDuplicateHeaders = server.joinDuplicateHeaders;
        req.url = message.url;
        req.method = message.method;
        req.upgrade = message.upgrade;
        const most = server.maxHeadersCount > 0 ? server.maxHeadersCount * 2 : 4000;
        req.rawHeaders = message.rawHeaders.length > most ? message.rawHeaders.slice(0, most) : message.rawHeaders;
        this.current = req;
        this.#expire(server.requestTimeout);
        if (req.upgrade) {
            req.upgrade = req.method === 'CONNECT' || server.listenerCount('upgrade') > 0;
            if (req.upgrade) return 2;
        }
        this.#onRequest(req, message.shouldKeepAlive);
        return 0;
    }

    #onRequest(req, shouldKeepAlive) {
        const { server, socket } = this;
        this.incoming.push(req);
        const res = new server.ServerResponseClass(req, {
            highWaterMark: socket.writableHighWaterMark, rejectNonStandardBodyWrites: server.rejectNonStandardBodyWrites,
        });
        res._keepAliveTimeout = server.keepAliveTimeout;
        res._maxRequestsPerSocket = server.maxRequestsPerSocket;
        res.shouldKeepAlive = shouldKeepAlive && res.shouldKeepAlive;
        setUniqueHeaders(res, server._options?.uniqueHeaders);
        if (socket._httpMessage) this.outgoing.push(res);
        else res.assignSocket(socket);
        res.on('finish', () => this.#onFinish(req, res));
        if (server.requireHostHeader && req.httpVersion === '1.1' && req.headers.host === undefined) {
            res.writeHead(400, ['Connection', 'close']);
            res.end();
            return;
        }
        this.requests++;
        if (server.maxRequestsPerSocket > 0) {
            res.maxRequestsOnConnectionReached = server.maxRequestsPerSocket <= this.requests;
            if (server.maxRequestsPerSocket < this.requests) {
                server.emit('dropRequest', req, socket);
                res.writeHead(503);
                res.end();
                return;
            }
        }
        const { expect } = req.headers;
        if (expect === undefined || req.httpVersion !== '1.1') {
            server.emit('request', req, res);
        } else if (continueExpression.test(expect)) {
            res._expect_continue = true;
            if (server.emit('checkContinue', req, res)) return;
            res.writeContinue();
            server.emit('request', req, res);
        } else if (!server.emit('checkExpectation', req, res)) {
            res.writeHead(417);
            res.end();
        }
    }

    #onBody(bytes) {
        const req = this.current;
        if (req === null || req.destroyed || req._dumped) return;
        if (!req.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) this.socket.pause();
    }

    #onComplete(trailers) {
        clearTimeout(this.deadline);
        const req = this.current;
        if (req === null) return;
        req.complete = true;
        req.rawTrailers = trailers;
        if (!req.upgrade) req.push(null);
        this.socket.resume();
        this.current = null;
        this.upgraded = req;
    }

    #onFinish(req, res) {
        const { server, socket } = this;
        this.incoming.shift();
        if (!req._consuming && !req._readableState.resumeScheduled) req._dump();
        res.detachSocket(socket);
        nextTick(closeResponse, res);
        if (res._last) {
            socket.destroySoon();
            return;
        }
        const next = this.outgoing.shift();
        if (next) {
            next.assignSocket(socket);
            return;
        }
        if (server.keepAliveTimeout) {
            socket.setTimeout(server.keepAliveTimeout + KEEP_ALIVE_GRACE);
            this.idleTimer = true;
        }
        this.#rest();
        if (!server.listening && socket._httpIdle) socket.destroySoon();
    }

    #rest() {
        this.socket._httpIdle = !this.incoming.length && !this.socket._httpMessage && this.current === null &&
            this.parser.rest === null;
    }

    /** Leaves the connection to another protocol. */
    #giveUp() {
        const { server, socket, parser } = this;
        const req = this.upgraded;
        clearTimeout(this.deadline);
        for (const [event, listener] of Object.entries(this.listeners)) socket.removeListener(event, listener);
        socket.parser = null;
        socket._httpIdle = false;
        const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
        if (!server.listenerCount(event)) {
            socket.destroy();
            return;
        }
        socket._readableState.flowing = null;
        server.emit(event, req, socket, Buffer.from(parser.rest ?? []));
    }

    #onEnd() {
        const { server, socket } = this;
        const error = this.parser.finish();
        if (error) {
            this.#onError(error);
        } else if (!server.httpAllowHalfOpen) {
            socket.end();
        } else {
            const last = this.outgoing[this.outgoing.length - 1] ?? socket._httpMessage;
            if (last) last._last = true;
            else socket.end();
        }
    }

    #onClose() {
        clearTimeout(this.deadline);
        this.socket.parser = null;
        for (const req of this.incoming.splice(0)) req.destroy(connectionReset('aborted'));
    }

    #onDrain() {
        const message = this.socket._httpMessage;
        if (message && !message.finished && message._needsDrain) {
            message._needsDrain = false;
            message.emit('drain');
        }
    }

    #onTimeout() {
        const { server, socket } = this;
        if (this.idleTimer && !socket._httpMessage) {
            socket.destroy();
            return;
        }
        const heardByRequest = this.current !== null && this.current.emit('timeout', socket);
        const heardByResponse = socket._httpMessage?.emit('timeout', socket);
        const heardByServer = server.emit('timeout', socket);
        if (!heardByRequest && !heardByResponse && !heardByServer) socket.destroy();
    }

    #onError(error) {
        const { server, socket } = this;
        clearTimeout(this.deadline);
        this.parser.stopped = true;
        socket.removeListener('error', this.listeners.error);
        if (socket.listenerCount('error') === 0) socket.on('error', () => {});
        if (server.emit('clientError', error, socket)) return;
        if (socket.writable && !socket._httpMessage?._headerSent) {
            const status = STATUS_OF[error.code] ?? 400;
            socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`, 'latin1');
            socket.once('finish', () => socket.destroy(error));
            socket.end();
            return;
        }
        socket.destroy(error);
    }
}

export { STATUS_CODES, ServerResponse, onConnection as _connectionListener };
export default { STATUS_CODES, Server, ServerResponse, _connectionListener: onConnection };
