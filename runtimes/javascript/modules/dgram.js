// node:dgram: datagrams between sockets of this process, and to hosts outside, which the host plays.
import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import { isIP } from 'node:net';
import { nextTick } from 'node:process';
import { setImmediate } from 'node:timers';
import { _bindContext } from 'node:async_hooks';
import { lookup } from './dns_lookup.js';
import { ownAddress } from './net_address.js';
import { record } from './net_door.js';
import { connectOutside } from './net_host.js';
import {
    explainedError, invalidType, needFunction, needPort, needSignal, needString, nodeError,
    systemError,
} from './net_errors.js';

const FIRST_FREE_PORT = 49152;
const MOST_BYTES = 65507;
const bound = new Map();
let nextPort = FIRST_FREE_PORT;

function notRunning() {
    return nodeError(Error, 'ERR_SOCKET_DGRAM_NOT_RUNNING', 'Not running');
}

function partOf(message, offset, length) {
    if (typeof message === 'string') message = Buffer.from(message);
    else if (ArrayBuffer.isView(message)) message = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
    else throw invalidType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], message);
    if (offset > message.length) throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
    if (offset + length > message.length) throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
    return message.subarray(offset, offset + length);
}

function bytesOf(message) {
    const list = Array.isArray(message) ? message : [message];
    return Buffer.concat(list.map((one) => {
        if (typeof one === 'string') return Buffer.from(one);
        if (!ArrayBuffer.isView(one)) throw invalidType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], one);
        return Buffer.from(one.buffer, one.byteOffset, one.byteLength);
    }));
}

export class Socket extends EventEmitter {
    #options;
    #name = null;
    #peer = null;
    #closed = false;
    #receive = null;
    /** What leads outside, by address and port. */
    #outside = new Map();
    #isReferenced = true;

    constructor(options, listener) {
        super();
        if (typeof options === 'string') options = { type: options };
        if (options === null || typeof options !== 'object' || !['udp4', 'udp6'].includes(options.type)) {
            throw nodeError(TypeError, 'ERR_SOCKET_BAD_TYPE', 'Bad socket type specified. Valid types are: udp4, udp6');
        }
        this.type = options.type;
        this.#options = options;
        if (options.lookup !== undefined) needFunction(options.lookup, 'lookup');
        if (typeof listener === 'function') this.on('message', listener);
        needSignal(options.signal, 'options.signal');
        if (options.signal) {
            const close = () => this.#closed || this.close();
            if (options.signal.aborted) nextTick(close);
            else options.signal.addEventListener('abort', close, { once: true });
        }
    }

    #find(address, then) {
        const family = this.type === 'udp4' ? 4 : 6;
        if (!address) address = family === 4 ? '127.0.0.1' : '::1';
        if (isIP(address)) nextTick(then, null, address);
        else (this.#options.lookup ?? lookup)(address, family, then);
    }

    #take(address, port) {
        record('bind', `${address}:${port}`);
        if (ownAddress(address) === null) return explainedError('EADDRNOTAVAIL', 'bind', address, port);
        if (port && bound.has(port) && !this.#options.reuseAddr) return explainedError('EADDRINUSE', 'bind', address, port);
        while (!port && bound.has(nextPort)) nextPort++;
        this.#name = { address, family: this.type === 'udp4' ? 'IPv4' : 'IPv6', port: port || nextPort++ };
        bound.set(this.#name.port, this);
        this.#receive = _bindContext((bytes, from) => this.emit('message', bytes, { ...from, size: bytes.length }));
        return null;
    }

    bind(port, address, callback) {
        if (this.#closed) throw notRunning();
        if (this.#name) throw nodeError(Error, 'ERR_SOCKET_ALREADY_BOUND', 'Socket is already bound');
        callback = [port, address, callback].find((value) => typeof value === 'function');
        if (port !== null && typeof port === 'object') ({ port, address } = port);
        if (typeof address !== 'string') address = undefined;
        const number = typeof port === 'number' || typeof port === 'string' ? needPort(port) : 0;
        if (callback) this.once('listening', callback);
        this.#find(address ?? (this.type === 'udp4' ? '0.0.0.0' : '::'), (error, found) => {
            if (this.#closed) return;
            const problem = error ?? this.#take(found, number);
            this.emit(problem ? 'error' : 'listening', problem ?? undefined);
        });
        return this;
    }

    connect(port, address, callback) {
        needPort(port, 'Port', false);
        if (typeof address === 'function') [address, callback] = [undefined, address];
        if (this.#peer) throw nodeError(Error, 'ERR_SOCKET_DGRAM_IS_CONNECTED', 'Already connected');
        this.#find(address, (error, found) => {
            if (error) {
                if (callback) callback(error);
                else this.emit('error', error);
                return;
            }
            if (!this.#name) this.#take(this.type === 'udp4' ? '0.0.0.0' : '::', 0);
            this.#peer = { address: found, family: this.type === 'udp4' ? 'IPv4' : 'IPv6', port: +port };
            if (callback) callback();
            this.emit('connect');
        });
    }

    send(message, ...rest) {
        if (this.#closed) throw notRunning();
        const callback = typeof rest[rest.length - 1] === 'function' ? rest.pop() : undefined;
        let bytes;
        const isLong = this.#peer ? rest.length === 2 : typeof rest[1] === 'number' && rest.length >= 3;
        if (isLong) {
            bytes = partOf(message, rest[0] >>> 0, rest[1] >>> 0);
            rest = rest.slice(2);
        } else {
            bytes = bytesOf(message);
        }
        let [port, address] = rest;
        if (this.#peer) {
            if (port !== undefined) throw nodeError(Error, 'ERR_SOCKET_DGRAM_IS_CONNECTED', 'Already connected');
            ({ port, address } = this.#peer);
        }
        needPort(port, 'Port', false);
        if (address !== undefined && address !== null && address !== false) needString(address, 'address');
        if (!this.#name) this.#take(this.type === 'udp4' ? '0.0.0.0' : '::', 0);
        this.#find(address, (error, found) => {
            const problem = error ?? this.#deliver(bytes, found, +port);
            if (problem && !callback) nextTick(() => this.emit('error', problem));
            else if (callback) nextTick(callback, problem, problem ? undefined : bytes.length);
        });
    }

    #deliver(bytes, address, port) {
        if (bytes.length > MOST_BYTES) return systemError('EMSGSIZE', 'send', address, port);
        const other = ownAddress(address) === null ? undefined : bound.get(port);
        if (other === undefined) return this.#sendOutside(bytes, address, port);
        record('connect', `${address}:${port}`);
        const { family, port: own } = this.#name;
        setImmediate(() => other.#receive?.(Buffer.from(bytes), { address: family === 'IPv4' ? '127.0.0.1' : '::1', family, port: own }));
        return null;
    }

    #sendOutside(bytes, address, port) {
        const target = `${address}:${port}`;
        if (!this.#outside.has(target)) {
            const { wire, code } = connectOutside(address, port, true);
            // Where nobody answers, a datagram is lost without a word.
            if (code === 'ETIMEDOUT' || code === 'ECONNREFUSED') return null;
            if (code !== undefined) return systemError(code, 'send', address, port);
            const from = { address, family: isIP(address) === 6 ? 'IPv6' : 'IPv4', port };
            wire.onData = (received) => this.#receive?.(Buffer.from(received), from);
            wire.reference(this.#isReferenced);
            wire.resume();
            this.#outside.set(target, wire);
        }
        let problem = null;
        this.#outside.get(target).send(bytes, (code) => {
            if (code !== undefined) problem = systemError(code, 'send', address, port);
        });
        return problem;
    }

    #keepRunning(isReferenced) {
        this.#isReferenced = isReferenced;
        for (const wire of this.#outside.values()) wire.reference(isReferenced);
        return this;
    }

    address() {
        if (!this.#name) throw systemError('EBADF', 'getsockname');
        return { ...this.#name };
    }

    remoteAddress() {
        if (!this.#peer) throw nodeError(Error, 'ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected');
        return { ...this.#peer };
    }

    disconnect() {
        if (!this.#peer) throw nodeError(Error, 'ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected');
        this.#peer = null;
    }

    close(callback) {
        if (this.#closed) throw notRunning();
        if (typeof callback === 'function') this.on('close', callback);
        this.#closed = true;
        this.#receive = null;
        for (const wire of this.#outside.values()) wire.close();
        this.#outside.clear();
        if (this.#name && bound.get(this.#name.port) === this) bound.delete(this.#name.port);
        nextTick(() => this.emit('close'));
        return this;
    }

    setBroadcast() {}

    setTTL(ttl) {
        if (typeof ttl !== 'number') throw invalidType('ttl', 'number', ttl);
        if (ttl < 1 || ttl > 255) throw systemError('EINVAL', 'setTTL');
        return ttl;
    }

    setMulticastTTL(ttl) {
        return this.setTTL(ttl);
    }

    setMulticastLoopback(value) {
        return value;
    }

    setMulticastInterface(address) {
        needString(address, 'interfaceAddress');
    }

    addMembership(address) {
        if (!address) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "multicastAddress" argument must be specified');
    }

    dropMembership(address) {
        this.addMembership(address);
    }

    setRecvBufferSize() {}

    setSendBufferSize() {}

    getRecvBufferSize() {
        return 212992;
    }

    getSendBufferSize() {
        return 212992;
    }

    getSendQueueSize() {
        return 0;
    }

    getSendQueueCount() {
        return 0;
    }

    ref() {
        return this.#keepRunning(true);
    }

    unref() {
        return this.#keepRunning(false);
    }

    [Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')]() {
        return new Promise((resolve) => (this.#closed ? resolve() : this.close(resolve)));
    }
}

export function createSocket(options, listener) {
    return new Socket(options, listener);
}

export default { Socket, createSocket };
