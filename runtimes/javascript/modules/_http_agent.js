// http.Agent: which connections requests use.
import { EventEmitter } from 'node:events';
import { createConnection, isIP } from 'node:net';
import { _bindContext } from 'node:async_hooks';
import { invalidValue, needString } from './net_errors.js';

const kOptions = Symbol('requestOptions');
/** A kept connection is given up this long before the server does. */
const TIMEOUT_MARGIN = 1000;

export function Agent(options) {
    if (!(this instanceof Agent)) return new Agent(options);
    EventEmitter.call(this);
    this.defaultPort = 80;
    this.protocol = 'http:';
    this.options = Object.assign(Object.create(null), { noDelay: true }, options, { path: null });
    this.requests = Object.create(null);
    this.sockets = Object.create(null);
    this.freeSockets = Object.create(null);
    this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
    this.keepAlive = this.options.keepAlive || false;
    this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
    this.maxFreeSockets = this.options.maxFreeSockets || 256;
    this.scheduling = this.options.scheduling || 'lifo';
    this.maxTotalSockets = this.options.maxTotalSockets ?? Infinity;
    this.totalSocketCount = 0;
    if (this.scheduling !== 'fifo' && this.scheduling !== 'lifo') {
        throw invalidValue('scheduling', this.scheduling, "must be one of: 'fifo', 'lifo'");
    }
    this.on('free', (socket, used) => onFree(this, socket, used));
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;

function onFree(agent, socket, options) {
    const name = agent.getName(options);
    if (!socket.writable) {
        socket.destroy();
        return;
    }
    const waiting = agent.requests[name];
    if (waiting?.length) {
        const req = waiting.shift();
        if (!waiting.length) delete agent.requests[name];
        giveSocket(agent, req, socket);
        return;
    }
    const req = socket._httpMessage;
    const free = agent.freeSockets[name] || [];
    const count = free.length + (agent.sockets[name]?.length ?? 0);
    if (!req || !req.shouldKeepAlive || !agent.keepAlive || agent.totalSocketCount > agent.maxTotalSockets ||
        count > agent.maxSockets || free.length >= agent.maxFreeSockets || !agent.keepSocketAlive(socket)) {
        socket.destroy();
        return;
    }
    agent.freeSockets[name] = free;
    socket._httpMessage = null;
    agent.removeSocket(socket, options);
    socket.once('error', onFreeError);
    free.push(socket);
}

function onFreeError() {
    this.destroy();
    this.emit('agentRemove');
}

const methods = {
    createConnection,
    getName(options = {}) {
        let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
        if (options.family === 4 || options.family === 6) name += `:${options.family}`;
        if (options.socketPath) name += `:${options.socketPath}`;
        return name;
    },
    addRequest(req, options, port, localAddress) {
        if (typeof options === 'string') options = { host: options, port, localAddress };
        options = forConnection(this, req, options);
        const name = this.getName(options);
        this.sockets[name] ??= [];
        const free = this.freeSockets[name];
        let socket;
        if (free) {
            while (free.length && free[0].destroyed) free.shift();
            socket = this.scheduling === 'fifo' ? free.shift() : free.pop();
            if (!free.length) delete this.freeSockets[name];
        }
        const count = (free?.length ?? 0) + this.sockets[name].length;
        if (socket) {
            this.reuseSocket(socket, req);
            giveSocket(this, req, socket);
            this.sockets[name].push(socket);
        } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
            this.createSocket(req, options, (error, created) => {
                if (error) req.onSocket(created, error);
                else giveSocket(this, req, created);
            });
        } else {
            req[kOptions] = options;
            (this.requests[name] ??= []).push(req);
        }
    },
    createSocket(req, options, callback) {
        options = forConnection(this, req, options);
        const name = this.getName(options);
        options._agentKey = name;
        options.encoding = null;
        let called = false;
        const created = _bindContext((error, socket) => {
            if (called) return;
            called = true;
            if (error) {
                callback(error);
                return;
            }
            (this.sockets[name] ??= []).push(socket);
            this.totalSocketCount++;
            watch(this, socket, options);
            callback(null, socket);
        });
        if (this.keepAlive) {
            options.keepAlive = true;
            options.keepAliveInitialDelay = this.keepAliveMsecs;
        }
        const socket = this.createConnection(options, created);
        if (socket) created(null, socket);
    },
    removeSocket(socket, options) {
        const name = this.getName(options);
        for (const set of socket.writable ? [this.sockets] : [this.sockets, this.freeSockets]) {
            const index = set[name]?.indexOf(socket) ?? -1;
            if (index < 0) continue;
            set[name].splice(index, 1);
            if (!set[name].length) delete set[name];
        }
        let req = this.requests[name]?.[0];
        for (const other of req ? [] : Object.keys(this.requests)) {
            if (this.sockets[other]?.length) break;
            [req] = this.requests[other];
            options = req[kOptions];
            break;
        }
        if (!req || !options) return;
        req[kOptions] = undefined;
        this.createSocket(req, options, (error, created) => {
            if (error) req.onSocket(created, error);
            else created.emit('free');
        });
    },
    keepSocketAlive(socket) {
        socket.setKeepAlive(true, this.keepAliveMsecs);
        socket.unref();
        let timeout = this.options.timeout || 0;
        const hint = /^timeout=(\d+)/.exec(socket._httpMessage?.res?.headers['keep-alive'])?.[1];
        if (hint !== undefined) {
            const promised = Math.max(Number(hint) * 1000 - TIMEOUT_MARGIN, 0);
            if (promised === 0) return false;
            timeout = Math.min(timeout, promised);
        }
        if (socket.timeout !== timeout) socket.setTimeout(timeout);
        return true;
    },
    reuseSocket(socket, req) {
        socket.removeListener('error', onFreeError);
        req.reusedSocket = true;
        socket.ref();
    },
    destroy() {
        for (const set of [this.freeSockets, this.sockets]) {
            for (const sockets of Object.values(set)) for (const socket of [...sockets]) socket.destroy();
        }
    },
};
for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(Agent.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

function forConnection(agent, req, given) {
    const options = Object.assign(Object.create(null), given, agent.options);
    if (options.socketPath) options.path = options.socketPath;
    if (!options.servername && options.servername !== '') options.servername = serverName(options, req);
    return options;
}

/** The name that TLS is to ask for: the one in the Host header, unless it is an address. */
function serverName(options, req) {
    let name = options.host;
    const header = req.getHeader('host');
    if (header) {
        needString(header, 'options.headers.host');
        name = header[0] === '[' ? (/^\[([^\]]*)\]/.exec(header)?.[1] ?? header) : header.split(':', 1)[0];
    }
    return isIP(name) ? '' : name;
}

function watch(agent, socket, options) {
    const listeners = {
        free: () => agent.emit('free', socket, options),
        close: () => {
            agent.totalSocketCount--;
            agent.removeSocket(socket, options);
        },
        timeout: () => {
            if (Object.values(agent.freeSockets).some((sockets) => sockets.includes(socket))) socket.destroy();
        },
        agentRemove: () => {
            agent.totalSocketCount--;
            agent.removeSocket(socket, options);
            for (const [event, listener] of Object.entries(listeners)) socket.removeListener(event, listener);
        },
    };
    for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
}

function giveSocket(agent, req, socket) {
    req.onSocket(socket);
    const timeout = agent.options.timeout || 0;
    if (req.timeout !== undefined && req.timeout !== timeout) socket.setTimeout(req.timeout);
}

/** The agent of requests that name none. */
export let globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });

export function setGlobalAgent(agent) {
    globalAgent = agent;
}

export default { Agent, globalAgent };
