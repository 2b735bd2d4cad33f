// The one door to the network. Servers that the candidate itself started can be reached through the loopback, both ends in
// here; all else the host plays and records.
import { host } from 'dualgauge:host';
import { MACHINE, isIP, ownAddress } from './net_address.js';
import { addressesOf, connectOutside } from './net_host.js';
import { wirePair } from './net_wire.js';

/** The machine's own names besides `localhost`. */
const OWN_NAMES = new Set(['', 'localhost.localdomain', 'ip6-localhost', 'sandbox']);
const FIRST_FREE_PORT = 49152;

/** Servers by `tcp:PORT` or `path:PATH`, each with the address it was bound to. */
const listeners = new Map();
let nextPort = FIRST_FREE_PORT;

function where(address, port) {
    return port === undefined ? address : `${address}:${port}`;
}

/** Has the host record what stays in here: `how` is `bind`, `listen` or `connect` to a server of the program's own. */
export function record(how, target) {
    host.network(how, target);
}

/** The addresses of a host with their families, or null where nobody knows it. `family` is 0 (any), 4 or 6. */
export function resolveName(name, family = 0) {
    const plain = name.endsWith('.') ? name.slice(0, -1).toLowerCase() : name.toLowerCase();
    const addresses = OWN_NAMES.has(plain) ? (family === 6 ? ['::1'] : ['127.0.0.1']) : addressesOf(name, family);
    return addresses && addresses.map((address) => ({ address, family: isIP(address) }));
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

function familyOf(address) {
    return isIP(address) === 6 ? 'IPv6' : 'IPv4';
}

/** Connects to a server of the program's own. */
function connectInside(listener, { address, port, path }) {
    record('connect', path ?? where(address, port));
    const [near, far] = wirePair();
    near.meetsTls = listener.secure;
    if (path !== undefined) {
        listener.accept(far, {});
        return { wire: near, local: {}, remote: {} };
    }
    const family = familyOf(address);
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

/**
 * Connects to a numeric address and port, or to a path. Gives `{ wire, local, remote }` or `{ code }`. The candidate's own
 * servers come first; nobody else listens at a path.
 */
export function openConnection({ address, port, path }) {
    const listener = listenerFor(address, port, path);
    if (listener !== undefined) return connectInside(listener, { address, port, path });
    if (path !== undefined) {
        record('connect', path);
        return { code: 'ENOENT' };
    }
    const { wire, code } = connectOutside(address, port);
    if (code !== undefined) return { code };
    const family = familyOf(address);
    const own = ownAddress(address) === null ? MACHINE[family] : address;
    return { wire, local: { address: own, port: freePort(), family }, remote: { address, port, family } };
}
