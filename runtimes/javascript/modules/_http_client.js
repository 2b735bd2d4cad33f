// http.ClientRequest: a request to a server.
import { Buffer } from 'node:buffer';
import { _captureContext, _restoreContext } from 'node:async_hooks';
import { Agent, globalAgent } from 'node:_http_agent';
import { _checkIsHttpToken } from 'node:_http_common';
import { OutgoingMessage, kOutHeaders } from 'node:_http_outgoing';
import { createConnection } from 'node:net';
import { nextTick } from 'node:process';
import { addAbortSignal, finished } from 'node:stream';
import { URL } from 'node:url';
import { Exchange } from './_http_exchange.js';
import { needWhole } from './_http_names.js';
import { setUniqueHeaders } from './_http_outgoing_head.js';
import { connectionReset } from './_http_reset.js';
import { invalidType, needDuration, nodeError } from './net_errors.js';

const kError = Symbol('error');
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
const NOT_IN_PATH = /[^\u0021-\u00ff]/;

/** A URL as the options of a request. */
export function urlToOptions(url) {
    const { protocol, hostname, port, username, password } = url;
    const options = {
        __proto__: null,
        ...url,
        protocol,
        hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
        hash: url.hash,
        search: url.search,
        pathname: url.pathname,
        path: `${url.pathname || ''}${url.search || ''}`,
        href: url.href,
    };
    if (port !== '') options.port = Number(port);
    if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return options;
}

function isUrl(value) {
    return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

/** The arguments of `request` as `[options, callback]`. */
export function takeArguments(input, options, callback) {
    let base = null;
    if (typeof input === 'string') base = urlToOptions(new URL(input));
    else if (isUrl(input)) base = urlToOptions(input);
    else [options, callback] = [input, options];
    if (typeof options === 'function') return [base || {}, options];
    return [Object.assign(base || {}, options), callback];
}

function hostOf(value, name) {
    if (value !== null && value !== undefined && typeof value !== 'string') {
        throw invalidType(`options.${name}`, ['string', 'undefined', 'null'], value);
    }
    return value;
}

function agentOf({ agent, createConnection: own }, defaultAgent) {
    if (agent === false) return new defaultAgent.constructor();
    if (agent === null || agent === undefined) return typeof own === 'function' ? agent : defaultAgent;
    if (typeof agent.addRequest !== 'function') {
        throw invalidType('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
    }
    return agent;
}

function checkedMethod(method) {
    if (method !== null && method !== undefined && typeof method !== 'string') {
        throw invalidType('options.method', 'string', method);
    }
    if (!method) return 'GET';
    if (!_checkIsHttpToken(method)) {
        throw nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${method}"]`);
    }
    return method.toUpperCase();
}

export function ClientRequest(input, given, callback) {
    OutgoingMessage.call(this);
    const [options, onResponse] = takeArguments(input, given, callback);
    const defaultAgent = options._defaultAgent || globalAgent;
    this.agent = agentOf(options, defaultAgent);
    const protocol = options.protocol || defaultAgent.protocol;
    const expected = this.agent?.protocol || defaultAgent.protocol;
    if (options.path && NOT_IN_PATH.test(String(options.path))) {
        throw nodeError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    }
    if (protocol !== expected) {
        throw nodeError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${expected}"`);
    }
    const target = Object.assign(Object.create(null), options);
    const defaultPort = options.defaultPort || this.agent?.defaultPort;
    target.port = options.port || defaultPort || 80;
    target.host = hostOf(options.hostname, 'hostname') || hostOf(options.host, 'host') || 'localhost';
    this.socketPath = options.socketPath;
    if (options.timeout !== undefined) this.timeout = needDuration(options.timeout, 'timeout');
    if (options.signal) {
        addAbortSignal(options.signal, this);
        delete target.signal;
    }
    this.method = checkedMethod(options.method);
    if (options.maxHeaderSize !== undefined) needWhole(options.maxHeaderSize, 'maxHeaderSize');
    this.maxHeaderSize = options.maxHeaderSize;
    this.insecureHTTPParser = options.insecureHTTPParser;
    this.joinDuplicateHeaders = options.joinDuplicateHeaders;
    this.path = options.path || '/';
    if (onResponse) this.once('response', onResponse);
    this.useChunkedEncodingByDefault = !BODILESS.has(this.method);
    this._ended = false;
    this.res = null;
    this.aborted = false;
    this.timeoutCb = null;
    this.upgradeOrConnect = false;
    this.parser = null;
    this.maxHeadersCount = null;
    this.reusedSocket = false;
    this.host = target.host;
    this.protocol = protocol;
    this._context = _captureContext();
    if (this.agent) {
        this.shouldKeepAlive = Boolean(this.agent.keepAlive) || Number.isFinite(this.agent.maxSockets);
        this._last = !this.shouldKeepAlive;
    }
    addHeaders(this, options, target, defaultPort);
    setUniqueHeaders(this, options.uniqueHeaders);
    connect(this, target);
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

function startLine(req) {
    return `${req.method} ${req.path} HTTP/1.1\r\n`;
}

function addHeaders(req, options, { host, port }, defaultPort) {
    if (Array.isArray(options.headers)) {
        req._storeHeader(startLine(req), options.headers);
        return;
    }
    for (const name of Object.keys(options.headers ?? {})) req.setHeader(name, options.headers[name]);
    const wantsHost = options.setHost === undefined || Boolean(options.setHost);
    if (host && wantsHost && !req.getHeader('host')) {
        const isV6 = host.includes(':', host.indexOf(':') + 1) && host.includes(':') && host[0] !== '[';
        const plain = isV6 ? `[${host}]` : host;
        req.setHeader('Host', port && +port !== defaultPort ? `${plain}:${port}` : plain);
    }
    if (options.auth && !req.getHeader('Authorization')) {
        req.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    }
    if (req.getHeader('expect')) req._storeHeader(startLine(req), req[kOutHeaders]);
}

function connect(req, target) {
    if (req.agent) {
        req.agent.addRequest(req, target);
        return;
    }
    req._last = true;
    req.shouldKeepAlive = false;
    target.path = target.socketPath || undefined;
    let called = false;
    const created = (error, socket) => {
        if (called) return;
        called = true;
        if (error) nextTick(() => req.emit('error', error));
        else req.onSocket(socket);
    };
    if (typeof target.createConnection !== 'function') {
        req.onSocket(createConnection(target));
        return;
    }
    try {
        const socket = target.createConnection(target, created);
        if (socket) created(null, socket);
    } catch (error) {
        created(error);
    }
}

/** A request that gets no connection, or was given up before it had one. */
function refuse(req, socket, error) {
    req.destroyed = true;
    const tell = (problem) => {
        problem ??= req.aborted ? undefined : connectionReset('socket hang up');
        if (problem) req.emit('error', problem);
        req._closed = true;
        req.emit('close');
    };
    if (!socket) {
        tell(error || req[kError]);
    } else if (!error && req.agent && !socket.destroyed) {
        socket.emit('free');
        tell(req[kError]);
    } else {
        finished(socket.destroy(error || req[kError]), (problem) => {
            tell((problem?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? null : problem) || error || req[kError]);
        });
    }
}

const methods = {
    _implicitHeader() {
        if (this._header) {
            throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot render headers after they are sent to the client');
        }
        this._storeHeader(startLine(this), this[kOutHeaders]);
    },
    abort() {
        if (this.aborted) return;
        this.aborted = true;
        nextTick(() => this.emit('abort'));
        this.destroy();
    },
    destroy(error) {
        if (this.destroyed) return this;
        this.destroyed = true;
        this.res?._dump();
        this[kError] = error;
        this.socket?.destroy(error);
        return this;
    },
    onSocket(socket, error) {
        nextTick(() => _restoreContext(this._context, () => {
            if (this.destroyed || error) {
                refuse(this, socket, error);
                return;
            }
            new Exchange(this, socket);
            this._flush();
        }, undefined, []));
    },
    setTimeout(msecs, callback) {
        if (this._ended) return this;
        this._listenForTimeout();
        const time = needDuration(msecs);
        if (callback) this.once('timeout', callback);
        const set = (socket) => {
            if (socket.connecting) socket.once('connect', () => socket.setTimeout(time));
            else socket.setTimeout(time);
        };
        if (this.socket) set(this.socket);
        else this.once('socket', set);
        return this;
    },
    _listenForTimeout() {
        if (this.timeoutCb) return;
        this.timeoutCb = () => this.emit('timeout');
        if (this.socket) this.socket.once('timeout', this.timeoutCb);
        else this.on('socket', (socket) => this.timeoutCb && socket.once('timeout', this.timeoutCb));
    },
    clearTimeout(callback) {
        this.setTimeout(0, callback);
    },
    setNoDelay(enable) {
        this._deferToConnect('setNoDelay', [enable]);
    },
    setSocketKeepAlive(enable, delay) {
        this._deferToConnect('setKeepAlive', [enable, delay]);
    },
    _deferToConnect(method, args) {
        const call = () => method && this.socket[method](...args);
        const onSocket = () => (this.socket.writable ? call() : this.socket.once('connect', call));
        if (this.socket) onSocket();
        else this.once('socket', onSocket);
    },
};
for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(ClientRequest.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

export { Agent };
export default { ClientRequest };
