// node:net.
import { BlockList, SocketAddress, isIP, isIPv4, isIPv6 } from './net_address.js';
import { Server } from './net_server.js';
import { Socket, normalizeArgs } from './net_socket.js';
import { invalidType, outOfRange } from './net_errors.js';

export { BlockList, Server, Socket, SocketAddress, isIP, isIPv4, isIPv6 };
export const Stream = Socket;
export const _normalizeArgs = normalizeArgs;

let selectsFamily = true;
let attemptTimeout = 250;

export function createServer(options, listener) {
    return new Server(options, listener);
}

export function connect(...args) {
    const [options, callback] = normalizeArgs(args);
    const socket = new Socket(options);
    return callback === null ? socket.connect(options) : socket.connect(options, callback);
}

export const createConnection = connect;

export function getDefaultAutoSelectFamily() {
    return selectsFamily;
}

export function setDefaultAutoSelectFamily(value) {
    if (typeof value !== 'boolean') throw invalidType('value', 'boolean', value);
    selectsFamily = value;
}

export function getDefaultAutoSelectFamilyAttemptTimeout() {
    return attemptTimeout;
}

export function setDefaultAutoSelectFamilyAttemptTimeout(value) {
    if (!Number.isInteger(value) || value < 1) throw outOfRange('value', '>= 1 && <= 2147483647', value);
    attemptTimeout = Math.max(value, 10);
}

export default {
    BlockList, Server, Socket, SocketAddress, Stream, _normalizeArgs, connect, createConnection, createServer,
    getDefaultAutoSelectFamily, getDefaultAutoSelectFamilyAttemptTimeout, isIP, isIPv4, isIPv6, setDefaultAutoSelectFamily,
    setDefaultAutoSelectFamilyAttemptTimeout,
};
