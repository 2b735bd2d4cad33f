// The one door to the network. There is no network outside: names are unknown and connections are refused, and the host
// records every use. Servers that the candidate itself started can be reached through the loopback, both ends in here.
import { host } from 'dualgauge:host';
import { setImmediate } from 'node:timers';
import { _captureContext, _restoreContext } from 'node:async_hooks';
import { isIP, numericHost, ownAddress } from './net_address.js';

/** The names by which the machine knows itself. */
const OWN_NAMES = new Set(['', 'localhost', 'localhost.localdomain', 'ip6-localhost', 'sandbox']);
const FIRST_FREE_PORT = 49152;
/** How many bytes may be on their way to one end. */
const BUFFERED = 128 * 1024;
const { stringify } = JSON;

/** Servers by `tcp:PORT` or `path:PATH`, each with the address it was bound to. */
const listeners = new Map();
let nextPort = FIRST_FREE_PORT;

function where(address, port) {
    return port === undefined ? address : `${address}:${port}`;
}

/** Has the host record a use of the network. `how` is `resolve`, `connect`, `bind`, `send` or `tls`. */
export function record(how, target) {
    host.network(how, target);
}

/** The addresses of a host, or null where nobody knows it. Unknown names are recorded. */
export function resolveName(name) {
    const plain = name.endsWith('.') ? name.slice(0, -1).toLowerCase() : name.toLowerCase();
    if (OWN_NAMES.has(plain) || plain.endsWith('.localhost')) return [{ address: '127.0.0.1', family: 4 }];
    const family = isIP(name);
    if (family) return [{ address: name, family }];
    const numeric = numericHost(name);
    if (numeric !== null) return [{ address: numeric, family: 4 }];
    record('resolve', name);
    return null;
}

/**
 * One end of a connection between two programs. The other end's `on...` functions hear of what is done to this one, in a
 * later turn of the event loop, in order.
 */
class Wire {
    constructor() {
        this.other = null;
        this.onData = null;
        this.onEnd = null;
        this.onClose = null;
        this.paused = false;
        this.closed = false;
        this.ended = false;
        this.inbox = [];
        this.waiting = 0;
        this.waking = false;
        // There is nothing to encrypt between two programs in one process: it is only kept who speaks TLS.
        this.meetsTls = false;
        this.speaksTls = false;
        // Whose asynchronous context the `on...` functions run in: its owner's, not the sender's.
        this.context = _captureContext();
    }

    /** Sends bytes; `done` is called when they are on their way: at once, as long as the other end isn't far behind. */
    send(bytes, done) {
        const { other } = this;
        other.waiting += bytes.length;
        const isFull = other.waiting > BUFFERED || other.closed;
        other.#put({ bytes, done: isFull ? done : undefined });
        if (!isFull) done();
    }

    /** Calls a function in this end's own turn, before anything that arrives later. */
    announce(fn) {
        this.#put({ fn });
    }

    /** Says that nothing more comes from this end. */
    end() {
        if (!this.ended) {
            this.ended = true;
            this.other.#put({});
        }
    }

    /** Ends both directions; with `reset` the other end loses what it hasn't read. */
    close(reset) {
        if (this.closed) return;
        this.closed = true;
        // As with a kernel's: what was accepted is gone without a word, and unread bytes turn the end into a reset.
        const lost = this.inbox.splice(0);
        for (const { done } of lost) if (done) setImmediate(done);
        const harsh = reset || lost.some(({ bytes }) => bytes !== undefined);
        if (harsh) this.other.inbox.length = 0;
        this.other.#put({ reset: harsh, gone: true });
    }

    pause() {
        this.paused = true;
    }

    resume() {
        this.paused = false;
        if (this.inbox.length) this.#wake();
    }

    #put(item) {
        if (this.closed) {
            if (item.done) setImmediate(item.done, 'EPIPE');
            return;
        }
        this.inbox.push(item);
        this.#wake();
    }

    #wake() {
        if (this.waking) return;
        this.waking = true;
        setImmediate(() => {
            this.waking = false;
            _restoreContext(this.context, this.#deliver, this, []);
        });
    }

    /** One thing in a turn: ticks and promise jobs run between any two, as between events of a real connection. */
    #deliver() {
        const [first] = this.inbox;
        if (first === undefined || this.closed || (this.paused && !first.gone && !first.fn)) return;
        const { bytes, done, reset, gone, fn } = this.inbox.shift();
        this.waiting -= bytes?.length ?? 0;
        try {
            if (fn) fn();
            else if (gone) this.onClose?.(reset ? 'ECONNRESET' : null);
            else if (bytes === undefined) this.onEnd?.();
            else this.onData?.(bytes);
            done?.();
        } finally {
            if (this.inbox.length && !this.closed) this.#wake();
        }
    }
}

/** Two ends of a new connection. */
export function wirePair() {
    const near = new Wire();
    const far = new Wire();
    near.other = far;
    far.other = near;
    return [near, far];
}

function freePort() {
    while (listeners.has(`tcp:${nextPort}`)) nextPort++;
    const port = nextPort++;
    if (nextPort > 65535) nextPort = FIRST_FREE_PORT;
    return port;
}

/**
 * Opens an address for connections: `accept(wire, ends)` is called with each. Gives `{ port }` and `close`, or `{ code }`
 * with what is wrong: the address is taken, or isn't this machine's.
 */
export function openListener({ address, port, path, secure }, accept) {
    record('bind', path ?? where(address, port));
    if (path === undefined && ownAddress(address) === null) return { code: 'EADDRNOTAVAIL' };
    const actual = path === undefined ? port || freePort() : undefined;
    const key = path === undefined ? `tcp:${actual}` : `path:${path}`;
    if (listeners.has(key)) return { code: 'EADDRINUSE' };
    const listener = { address, accept, secure };
    listeners.set(key, listener);
    return { port: actual, close: () => listeners.get(key) === listener && listeners.delete(key) };
}

function listenerFor(address, port, path) {
    if (path !== undefined) return listeners.get(`path:${path}`);
    const own = ownAddress(address);
    const listener = own === null ? undefined : listeners.get(`tcp:${port}`);
    const bound = listener && ownAddress(listener.address);
    return own === 'any' || bound === 'any' || own === bound ? listener : undefined;
}

/**
 * Connects to a numeric address and port, or to a path. Gives `{ wire, local, remote }` or `{ code }`. This alone decides what
 * can be reached: the loopback to the candidate's own servers; everything else refuses.
 */
export function openConnection({ address, port, path }) {
    const listener = listenerFor(address, port, path);
    const target = path ?? where(address, port);
    if (listener === undefined) {
        record('connect', target);
        return { code: path === undefined ? 'ECONNREFUSED' : 'ENOENT' };
    }
    // The host knows nothing of the candidate's own servers: for it every connection is refused.
    host.report(stringify({ kind: 'network', how: 'connect', target }));
    const [near, far] = wirePair();
    near.meetsTls = listener.secure;
    if (path !== undefined) {
        listener.accept(far, {});
        return { wire: near, local: {}, remote: {} };
    }
    const family = isIP(address) === 6 ? 'IPv6' : 'IPv4';
    const own = ownAddress(address) === 'any' ? (family === 'IPv6' ? '::1' : '127.0.0.1') : address;
    const local = { address: own, port: freePort(), family };
    const remote = { address, port, family };
    // A server bound to `::` sees IPv4 callers as mapped addresses.
    const seen = (text) => (family === 'IPv4' && isIP(listener.address) === 6 ? `::ffff:${text}` : text);
    const seenFamily = isIP(listener.address) === 6 ? 'IPv6' : family;
    listener.accept(far, {
        local: { address: seen(own), port, family: seenFamily },
        remote: { address: seen(own), port: local.port, family: seenFamily },
    });
    return { wire: near, local, remote };
}
