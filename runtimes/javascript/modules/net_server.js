// net.Server: accepts connections of the same process.
import { EventEmitter } from 'node:events';
import { nextTick } from 'node:process';
import { _captureContext, _restoreContext } from 'node:async_hooks';
import { lookup } from './dns_lookup.js';
import { isIP } from './net_address.js';
import { openListener } from './net_door.js';
import { explainedError, invalidType, needPort, needSignal, nodeError } from './net_errors.js';
import { Socket, attachWire, normalizeArgs } from './net_socket.js';

export function Server(options, listener) {
    if (!(this instanceof Server)) return new Server(options, listener);
    EventEmitter.call(this);
    if (typeof options === 'function') {
        listener = options;
        options = {};
    } else if (options === undefined || options === null) {
        options = {};
    } else if (typeof options !== 'object') {
        throw invalidType('options', 'Object', options);
    }
    if (typeof listener === 'function') this.on('connection', listener);
    this._handle = null;
    this._connections = 0;
    this._sockets = new Set();
    this.allowHalfOpen = options.allowHalfOpen || false;
    this.pauseOnConnect = Boolean(options.pauseOnConnect);
    this.noDelay = Boolean(options.noDelay);
    this.keepAlive = Boolean(options.keepAlive);
    this.highWaterMark = options.highWaterMark;
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

const methods = {
    listen(...args) {
        const [options, callback] = listenArgs(args);
        if (this._handle) {
            throw nodeError(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
        }
        needSignal(options.signal, 'options.signal');
        if (options.signal) {
            const close = () => this.close();
            if (options.signal.aborted) nextTick(close);
            else options.signal.addEventListener('abort', close, { once: true });
        }
        if (callback !== null) this.once('listening', callback);
        if (typeof options.path === 'string') {
            bind(this, { path: options.path });
        } else {
            const port = needPort(options.port ?? 0, 'options.port');
            listenOn(this, options.host, port);
        }
        return this;
    },
    address() {
        const handle = this._handle;
        if (!handle) return null;
        if (handle.path !== undefined) return handle.path;
        const { address, port } = handle;
        return { address, family: isIP(address) === 6 ? 'IPv6' : 'IPv4', port };
    },
    getConnections(callback) {
        nextTick(callback, null, this._connections);
        return this;
    },
    close(callback) {
        if (typeof callback === 'function') {
            if (this._handle) this.once('close', callback);
            else this.once('close', () => callback(nodeError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
        }
        if (this._handle) {
            this._handle.close();
            this._handle = null;
        }
        this._emitCloseIfDrained();
        return this;
    },
    ref() {
        return this;
    },
    unref() {
        return this;
    },
    _emitCloseIfDrained() {
        if (this._handle || this._connections) return;
        nextTick(() => {
            if (!this._handle && !this._connections) this.emit('close');
        });
    },
    _connectionGone(socket) {
        this._connections--;
        this._sockets.delete(socket);
        this._emitCloseIfDrained();
    },
    [Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')]() {
        return new Promise((resolve, reject) => {
            if (this._handle) this.close((error) => (error ? reject(error) : resolve()));
            else resolve();
        });
    },
};
for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(Server.prototype, name, { value: methods[name], writable: true, configurable: true, enumerable: true });
}
Object.defineProperty(Server.prototype, 'listening', {
    get() {
        return Boolean(this._handle);
    },
    configurable: true,
    enumerable: true,
});

function listenArgs(args) {
    const [options, callback] = normalizeArgs(args);
    if (args.length === 0 || typeof args[0] === 'function' || (args[0] == null && typeof args[0] !== 'object')) {
        return [{ port: 0 }, callback];
    }
    if (args[0] === null) return [{ port: 0 }, callback];
    if (typeof args[0] === 'object' && !('port' in options) && !('path' in options) && options._handle === undefined &&
        !(typeof options.fd === 'number')) {
        throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE',
            `The argument 'options' must have the property "port" or "path". Received ${JSON.stringify(options)}`);
    }
    return [options, callback];
}

function listenOn(server, host, port) {
    if (!host) {
        bind(server, { address: '::', port });
        return;
    }
    if (isIP(host)) {
        bind(server, { address: host, port });
        return;
    }
    lookup(host, {}, (error, address) => {
        if (error) server.emit('error', error);
        else bind(server, { address, port });
    });
}

function bind(server, target) {
    const context = _captureContext();
    const opened = openListener({ ...target, secure: Boolean(server._isSecure) }, (wire, ends) => {
        wire.context = context;
        _restoreContext(context, accept, undefined, [server, wire, ends]);
    });
    if (opened.code) {
        const error = explainedError(opened.code, 'listen', target.path ?? target.address, target.port);
        nextTick(() => server.emit('error', error));
        return;
    }
    server._handle = { ...target, port: opened.port, close: opened.close, fd: -1 };
    server._connectionKey = target.path !== undefined ? `-1:${target.path}:-1`
        : `${isIP(target.address)}:${target.address}:${target.port}`;
    nextTick(() => {
        if (server._handle) server.emit('listening');
    });
}

function accept(server, wire, ends) {
    if (server.maxConnections && server._connections >= server.maxConnections) {
        wire.close(false);
        server.emit('drop', ends.local && {
            localAddress: ends.local.address, localPort: ends.local.port, localFamily: ends.local.family,
            remoteAddress: ends.remote.address, remotePort: ends.remote.port, remoteFamily: ends.remote.family,
        });
        return;
    }
    const options = { allowHalfOpen: server.allowHalfOpen, highWaterMark: server.highWaterMark };
    const socket = server._newSocket?.(options) ?? new Socket(options);
    attachWire(socket, wire, ends);
    server._connections++;
    server._sockets.add(socket);
    socket.server = server;
    socket._server = server;
    if (server.pauseOnConnect) {
        wire.pause();
        socket._readableState.flowing = false;
    }
    // The listener hears of it in a turn of its own, as from an operating system.
    wire.announce(() => {
        if (socket.destroyed || server._refuses?.(socket, wire)) return;
        if (!server.pauseOnConnect) socket.read(0);
        server.emit('connection', socket);
        server._afterConnection?.(socket);
    });
}
