// One request and its response on a connection, as the client sees them.
import { Buffer } from 'node:buffer';
import { _restoreContext } from 'node:async_hooks';
import { IncomingMessage } from 'node:_http_incoming';
import { nextTick } from 'node:process';
import { HTTPParser } from './_http_parser.js';
import { connectionReset } from './_http_reset.js';

export class Exchange {
    constructor(req, socket) {
        this.req = req;
        this.socket = socket;
        this.res = null;
        this.parser = new HTTPParser(false, {
            onHeaders: (message) => this.#onHeaders(message),
            onBody: (bytes) => this.#onBody(bytes),
            onComplete: (trailers) => this.#onComplete(trailers),
        }, req.maxHeaderSize || undefined, Boolean(req.insecureHTTPParser));
        req.socket = socket;
        req.parser = this.parser;
        socket.parser = this.parser;
        socket._httpMessage = req;
        this.listeners = {};
        for (const [event, listener] of Object.entries({
            error: (error) => this.#onError(error),
            data: (bytes) => this.#onData(bytes),
            end: () => this.#onEnd(),
            close: () => this.#onClose(),
            drain: () => this.#onDrain(),
        })) {
            // In the request's asynchronous context: a kept connection was made in another one.
            this.listeners[event] = (...args) => _restoreContext(req._context, listener, undefined, args);
            socket.on(event, this.listeners[event]);
        }
        this.onTimeout = () => this.res?.emit('timeout');
        if (req.timeout !== undefined || req.agent?.options?.timeout) req._listenForTimeout();
        req.emit('socket', socket);
    }

    #detach(...events) {
        for (const event of events) this.socket.removeListener(event, this.listeners[event]);
    }

    #fail(error) {
        this.socket._hadError = true;
        this.req.emit('error', error);
    }

    #onData(bytes) {
        const { req, socket, parser } = this;
        const error = parser.execute(bytes);
        if (error) {
            error.rawPacket = bytes;
            this.#detach('data', 'end');
            socket.destroy();
            this.#fail(error);
        } else if (parser.upgrade) {
            this.#giveUp();
        } else if (this.res?.complete) {
            this.#detach('data', 'end', 'drain');
        }
        if (req.destroyed && !socket.destroyed && req.aborted) socket.destroy();
    }

    #onHeaders(message) {
        const { req, socket } = this;
        if (req.res) {
            socket.destroy();
            return 0;
        }
        const res = new IncomingMessage(socket);
        res.httpVersionMajor = message.versionMajor;
        res.httpVersionMinor = message.versionMinor;
        res.httpVersion = `${message.versionMajor}.${message.versionMinor}`;
        res.joinDuplicateHeaders = req.joinDuplicateHeaders;
        res.statusCode = message.statusCode;
        res.statusMessage = message.statusMessage;
        const most = req.maxHeadersCount > 0 ? req.maxHeadersCount * 2 : 4000;
        res.rawHeaders = message.rawHeaders.slice(0, most);
        res.upgrade = message.upgrade || req.method === 'CONNECT';
        if (res.upgrade) {
            this.res = res;
            req.res = res;
            return 2;
        }
        if (message.statusCode < 200) {
            const { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders } = res;
            if (statusCode === 100) req.emit('continue');
            req.emit('information', { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders });
            return 1;
        }
        if (req.shouldKeepAlive && !message.shouldKeepAlive) req.shouldKeepAlive = false;
        const lasts = message.chunked || message.length !== null || req.method === 'HEAD' || [204, 304].includes(res.statusCode);
        if (!lasts) req.shouldKeepAlive = false;
        this.res = res;
        req.res = res;
        res.req = req;
        res.on('end', () => this.#onResponseEnd());
        req.on('finish', () => {
            if (req.shouldKeepAlive && req._ended) this.#keep();
        });
        socket.on('timeout', this.onTimeout);
        if (req.aborted || !req.emit('response', res)) res._dump();
        if (req.method === 'HEAD') return 1;
        if (res.statusCode === 304) {
            res.complete = true;
            return 1;
        }
        return 0;
    }

    #onBody(bytes) {
        const { res, socket } = this;
        if (res === null || res._dumped) return;
        if (!res.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) socket.pause();
    }

    #onComplete(trailers) {
        const { res } = this;
        if (res === null) return;
        res.complete = true;
        res.rawTrailers = trailers;
        if (!res.upgrade) res.push(null);
        this.socket.resume();
    }

    #onResponseEnd() {
        const { req, socket } = this;
        if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
        socket.removeListener('timeout', this.onTimeout);
        req._ended = true;
        if (!req.shouldKeepAlive) {
            if (socket.writable) socket.destroySoon ? socket.destroySoon() : socket.end();
        } else if (req.writableFinished && !this.res.aborted) {
            this.#keep();
        }
    }

    /** Hands the connection back to the agent. */
    #keep() {
        const { req, socket } = this;
        if (this.kept) return;
        this.kept = true;
        if (req.timeoutCb) {
            socket.setTimeout(0, req.timeoutCb);
            req.timeoutCb = null;
        }
        this.#detach('close', 'error', 'data', 'end', 'drain');
        socket.parser = null;
        // After the listeners of 'end' that the program added.
        nextTick(() => {
            req._closed = true;
            req.emit('close');
            socket.emit('free');
        });
        req.destroyed = true;
        if (req.res) req.res.socket = null;
    }

    #giveUp() {
        const { req, res, socket, parser } = this;
        this.#detach('data', 'end', 'drain');
        if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
        socket.removeListener('timeout', this.onTimeout);
        socket.parser = null;
        const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
        if (!req.listenerCount(event)) {
            socket.destroy();
            return;
        }
        req.upgradeOrConnect = true;
        socket.emit('agentRemove');
        this.#detach('close', 'error');
        socket._httpMessage = null;
        socket._readableState.flowing = null;
        req.emit(event, res, socket, Buffer.from(parser.rest ?? []));
        req.destroyed = true;
        req._closed = true;
        req.emit('close');
    }

    #onError(error) {
        const { req, socket } = this;
        if (req) this.#fail(error);
        this.#detach('data', 'end');
        socket.destroy();
    }

    #onEnd() {
        const { req, socket, parser } = this;
        if (!req.res && !socket._hadError) this.#fail(connectionReset('socket hang up'));
        parser.finish();
        socket.destroy();
    }

    #onClose() {
        const { req, socket, res } = this;
        req.destroyed = true;
        this.parser.finish();
        if (res) {
            if (!res.complete) res.destroy(connectionReset('aborted'));
            req._closed = true;
            req.emit('close');
            if (!res.aborted && res.readable) res.push(null);
        } else {
            if (!socket._hadError) this.#fail(connectionReset('socket hang up'));
            req._closed = true;
            req.emit('close');
        }
        req.outputData.length = 0;
    }

    #onDrain() {
        const { req } = this;
        if (!req.finished && req._needsDrain) {
            req._needsDrain = false;
            req.emit('drain');
        }
    }
}
