// net.Socket: a stream over one end of a connection.
import { Buffer } from 'node:buffer';
import { nextTick } from 'node:process';
import { Duplex } from 'node:stream';
import { clearTimeout, setImmediate, setTimeout } from 'node:timers';
import { lookup as dnsLookup } from './dns_lookup.js';
import { isIP } from './net_address.js';
import { openConnection } from './net_door.js';
import {
    abortError, invalidType, missingArguments, needDuration, needFunction, needPort, needSignal, nodeError, systemError,
} from './net_errors.js';

export const kWire = Symbol('wire');
const kEnds = Symbol('ends');
const kTimer = Symbol('timer');
const kAttempt = Symbol('attempt');
const kReferenced = Symbol('referenced');
const kFailure = Symbol('failure');
/** How long a system waits for an answer to its first packets, and how long before it also tries the next address. */
const ANSWER_TIMEOUT = 130_000;
const ATTEMPT_TIMEOUT = 250;

/** A connection's stream. Options as in Node; `wire` and its ends are given for connections that a server accepted. */
export function Socket(options) {
    if (!(this instanceof Socket)) return new Socket(options);
    if (typeof options === 'number') options = { fd: options };
    options = { ...options };
    if (options.objectMode || options.readableObjectMode || options.writableObjectMode) {
        throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE',
            "The property 'options.objectMode' is not supported. Received true");
    }
    needSignal(options.signal, 'options.signal');
    Duplex.call(this, {
        allowHalfOpen: Boolean(options.allowHalfOpen),
        readable: options.readable,
        writable: options.writable,
        highWaterMark: options.highWaterMark,
        readableHighWaterMark: options.readableHighWaterMark,
        writableHighWaterMark: options.writableHighWaterMark,
        emitClose: false,
        autoDestroy: true,
        decodeStrings: false,
    });
    this.connecting = false;
    this.server = null;
    this._server = null;
    this._parent = null;
    this._host = null;
    this._handle = null;
    this._hadError = false;
    this._bytesDispatched = 0;
    this[kWire] = null;
    this[kEnds] = {};
    this[kTimer] = null;
    this[kAttempt] = null;
    this[kReferenced] = true;
    this.timeout = undefined;
    this.bytesRead = 0;
    const { signal } = options;
    if (signal) {
        const abort = () => this.destroy(abortError(signal));
        if (signal.aborted) nextTick(abort);
        else signal.addEventListener('abort', abort, { once: true });
    }
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

/** Puts a socket onto its end of a connection. */
export function attachWire(socket, wire, { local, remote }) {
    socket[kWire] = wire;
    socket[kEnds] = { local, remote };
    wire.reference?.(socket[kReferenced]);
    socket._handle = { fd: -1, readStart: () => wire.resume(), readStop: () => wire.pause(), close: () => socket.destroy() };
    wire.onData = (bytes) => {
        socket._unrefTimer();
        socket.bytesRead += bytes.length;
        if (!socket.push(bytes)) wire.pause();
    };
    wire.onEnd = () => {
        socket._unrefTimer();
        if (socket.readableEnded || socket.destroyed) return;
        socket.push(null);
        if (socket.readableLength === 0) socket.read(0);
    };
    wire.onClose = (code) => {
        if (code) socket.destroy(systemError(code, 'read'));
        else wire.onEnd();
    };
}

const methods = {
    connect(...args) {
        const [options, callback] = normalizeArgs(Array.isArray(args[0]) ? args[0] : args);
        if (callback !== null) this.once('connect', callback);
        if (this.destroyed) reopen(this);
        const { path } = options;
        this.connecting = true;
        this._pendingConnect = true;
        if (path !== undefined && path !== null) {
            if (typeof path !== 'string') throw invalidType('options.path', 'string', path);
            this._host = null;
            open(this, [{ path }]);
            return this;
        }
        const { port } = options;
        if (port === undefined) throw missingArguments('options', 'port', 'path');
        if (typeof port !== 'number' && typeof port !== 'string') throw invalidType('options.port', ['number', 'string'], port);
        needPort(port);
        if (options.lookup !== undefined) needFunction(options.lookup, 'options.lookup');
        if (options.keepAlive) this.setKeepAlive(true, options.keepAliveInitialDelay);
        if (options.noDelay) this.setNoDelay(true);
        if (options.timeout) this.setTimeout(options.timeout);
        this._unrefTimer();
        lookUp(this, options, +port);
        return this;
    },
    _read() {
        // What comes first comes after the event that says that there is a connection.
        if (this[kWire] && !this.connecting) this[kWire].resume();
    },
    _write(chunk, encoding, callback) {
        this._writev([{ chunk, encoding }], callback);
    },
    _writev(chunks, callback) {
        if (this.connecting) {
            const fail = (error) => callback(error ?? nodeError(Error, 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION',
                'Socket closed before the connection was established'));
            this[kFailure] = fail;
            this.once('connect', () => {
                this[kFailure] = null;
                this._writev(chunks, callback);
            });
            return;
        }
        if (!this[kWire]) {
            callback(nodeError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
            return;
        }
        this._unrefTimer();
        // A copy: what the writer does to its buffer afterwards must not reach the reader.
        const parts = chunks.map(({ chunk, encoding }) => Buffer.from(chunk, encoding));
        const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts);
        this._bytesDispatched += bytes.length;
        this[kWire].send(bytes, (code) => {
            if (!code) this._unrefTimer();
            callback(code ? systemError(code, 'write') : null);
        });
    },
    _final(callback) {
        if (this.connecting) {
            this.once('connect', () => this._final(callback));
            return;
        }
        this[kWire]?.end();
        callback();
    },
    _destroy(error, callback) {
        const wasOpen = this.connecting || this[kWire];
        this.connecting = false;
        clearTimeout(this[kTimer]);
        clearTimeout(this[kAttempt]);
        this[kTimer] = null;
        const wire = this[kWire];
        if (wire) {
            wire.close(this.resetAndClosing === true);
            this[kWire] = null;
        }
        this._handle = null;
        const pending = this[kFailure];
        this[kFailure] = null;
        if (pending) pending(error);
        callback(error);
        const hadError = Boolean(error);
        // As in Node a connection is closed in a later turn; 'error' comes first, in a tick that `callback` has just asked for.
        (wasOpen ? setImmediate : nextTick)(() => this.emit('close', hadError));
        if (this._server) {
            this._server._connectionGone(this);
            this._server = null;
        }
    },
    destroySoon() {
        if (this.writable) this.end();
        if (this.writableFinished) this.destroy();
        else this.once('finish', this.destroy);
    },
    resetAndDestroy() {
        this.resetAndClosing = true;
        return this.destroy();
    },
    setTimeout(msecs, callback) {
        if (this.destroyed) return this;
        msecs = needDuration(msecs);
        this.timeout = msecs;
        clearTimeout(this[kTimer]);
        this[kTimer] = null;
        if (callback !== undefined) needFunction(callback, 'callback');
        if (msecs === 0) {
            if (callback) this.removeListener('timeout', callback);
            return this;
        }
        if (callback) this.once('timeout', callback);
        startTimer(this);
        return this;
    },
    _onTimeout() {
        this.emit('timeout');
    },
    _unrefTimer() {
        if (this[kTimer]) startTimer(this);
    },
    setNoDelay() {
        return this;
    },
    setKeepAlive() {
        return this;
    },
    ref() {
        return keepRunning(this, true);
    },
    unref() {
        return keepRunning(this, false);
    },
    address() {
        return this[kEnds].local ? { ...this[kEnds].local } : {};
    },
    read(n) {
        return Duplex.prototype.read.call(this, n);
    },
    pause() {
        this[kWire]?.pause();
        return Duplex.prototype.pause.call(this);
    },
    resume() {
        if (!this.connecting) this[kWire]?.resume();
        return Duplex.prototype.resume.call(this);
    },
};
for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(Socket.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

const getters = {
    _connecting: (socket) => socket.connecting,
    pending: (socket) => !socket[kWire] || socket.connecting,
    readyState: (socket) => (socket.connecting ? 'opening'
        : socket.readable && socket.writable ? 'open'
            : socket.readable ? 'readOnly' : socket.writable ? 'writeOnly' : 'closed'),
    bufferSize: (socket) => (socket[kWire] ? socket.writableLength : undefined),
    bytesWritten: (socket) => {
        if (socket._bytesDispatched === 0 && socket.writableLength === 0) return socket.connecting || socket[kWire] ? 0 : undefined;
        return socket._bytesDispatched + (socket.writableLength ?? 0);
    },
    remoteAddress: (socket) => socket[kEnds].remote?.address,
    remoteFamily: (socket) => socket[kEnds].remote?.family,
    remotePort: (socket) => socket[kEnds].remote?.port,
    localAddress: (socket) => socket[kEnds].local?.address,
    localPort: (socket) => socket[kEnds].local?.port,
    localFamily: (socket) => socket[kEnds].local?.family,
};
for (const [name, get] of Object.entries(getters)) {
    Object.defineProperty(Socket.prototype, name, {
        get() {
            return get(this);
        },
        configurable: true,
        enumerable: false,
    });
}

/** The timer goes off once, and again only after something has come or gone: it stays as it is until then. */
function startTimer(socket) {
    clearTimeout(socket[kTimer]);
    socket[kTimer] = setTimeout(() => socket._onTimeout(), socket.timeout).unref();
}

function keepRunning(socket, isReferenced) {
    socket[kReferenced] = isReferenced;
    socket[kWire]?.reference?.(isReferenced);
    if (socket[kAttempt]) isReferenced ? socket[kAttempt].ref() : socket[kAttempt].unref();
    return socket;
}

/** A destroyed socket may connect once more. */
function reopen(socket) {
    for (const state of [socket._readableState, socket._writableState]) {
        if (!state) continue;
        Object.assign(state, { destroyed: false, closed: false, closeEmitted: false, errored: null, errorEmitted: false });
    }
    Object.assign(socket._readableState, { ended: false, endEmitted: false, reading: false });
    Object.assign(socket._writableState, { ended: false, ending: false, finished: false, finalCalled: false, prefinished: false });
    socket[kWire] = null;
    socket[kEnds] = {};
}

function lookUp(socket, options, port) {
    const host = options.host || 'localhost';
    const family = isIP(host);
    if (family) {
        socket._host = null;
        nextTick(() => socket.connecting && open(socket, [{ address: host, port }]));
        return;
    }
    socket._host = host;
    const wanted = { family: options.family, hints: options.hints || 0, all: !options.family && options.autoSelectFamily !== false };
    (options.lookup ?? dnsLookup)(host, wanted, (error, found, foundFamily) => {
        if (!socket.connecting) return;
        const list = Array.isArray(found) ? found : [{ address: found, family: foundFamily }];
        if (error) {
            socket.emit('lookup', error, undefined, undefined, host);
            nextTick(() => socket.destroy(error));
            return;
        }
        for (const { address, family: kind } of list) socket.emit('lookup', null, address, kind, host);
        const wrong = list.find(({ address }) => typeof address !== 'string' || !isIP(address));
        if (wrong || !list.length) {
            const text = `Invalid IP address: ${wrong?.address}`;
            nextTick(() => socket.destroy(nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', text)));
            return;
        }
        socket._unrefTimer();
        open(socket, list.map(({ address }) => ({ address, port })));
    });
}

/** Tries the targets in order; the first that accepts is taken. */
function open(socket, targets, errors = []) {
    const [target, ...others] = targets;
    const connection = openConnection(target);
    if (connection.wire) {
        begin(socket, connection.wire, connection);
        return;
    }
    errors.push(systemError(connection.code, 'connect', target.path ?? target.address, target.port));
    const goOn = () => {
        socket[kAttempt] = null;
        if (!socket.connecting) return;
        if (others.length) open(socket, others, errors);
        else socket.destroy(errors.length > 1 ? Object.assign(new AggregateError(errors), { code: errors[0].code }) : errors[0]);
    };
    if (connection.code === 'ETIMEDOUT') {
        socket[kAttempt] = setTimeout(goOn, others.length ? ATTEMPT_TIMEOUT : ANSWER_TIMEOUT);
        keepRunning(socket, socket[kReferenced]);
    } else if (others.length) {
        goOn();
    } else {
        setImmediate(goOn);
    }
}

/** Puts a socket onto a connection; with TLS after the handshake. */
function begin(socket, wire, ends) {
    attachWire(socket, wire, ends);
    const problem = socket._shakeHands?.(wire);
    setImmediate(() => (problem ? socket.destroy(problem) : established(socket)));
}

/**
 * Lets a socket go on with the connection of another one, which is no more than its owner then. False where that one isn't
 * connected to anything outside.
 */
export function takeOver(socket, inner) {
    const wire = inner[kWire];
    if (!wire?.isOutside || inner.connecting) return false;
    inner.pause();
    socket.connecting = true;
    socket._host = inner._host;
    socket.once('close', () => inner.destroy());
    inner.once('close', () => socket.destroy());
    begin(socket, wire, inner[kEnds]);
    return true;
}

function established(socket) {
    if (!socket.connecting || socket.destroyed) return;
    socket.connecting = false;
    socket._pendingConnect = false;
    socket._unrefTimer();
    if (socket.readable && !socket.isPaused()) {
        socket[kWire]?.resume();
        socket.read(0);
    }
    socket.emit('connect');
    socket.emit('ready');
    socket._afterConnect?.();
}

/** The arguments of `connect` and `listen` as `[options, callback or null]`. */
export function normalizeArgs(args) {
    if (args.length === 0) return [{}, null];
    const [first] = args;
    let options = {};
    if (typeof first === 'object' && first !== null) {
        options = first;
    } else if (typeof first === 'string' && (Number.isNaN(Number(first)) || first.trim() === '')) {
        options.path = first;
    } else {
        options.port = first;
        if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
    }
    const callback = args[args.length - 1];
    return [options, typeof callback === 'function' ? callback : null];
}
