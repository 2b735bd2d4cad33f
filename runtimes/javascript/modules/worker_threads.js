// node:worker_threads: there is one thread. Channels work within it; workers are refused.
import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers';
import { _bindContext } from 'node:async_hooks';
import { invalidType, nodeError } from './net_errors.js';

export const isMainThread = true;
export const isInternalThread = false;
export const parentPort = null;
export const workerData = null;
export const threadId = 0;
export const resourceLimits = {};
export const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');

const kOther = Symbol('other');
const kReceive = Symbol('receive');
const kTake = Symbol('take');
const untransferable = new WeakSet();
const environment = new Map();
const broadcasts = new Map();

function transferOf(given) {
    const list = Array.isArray(given) ? given : given?.transfer ?? [];
    for (const item of list) {
        if (untransferable.has(item)) throw new DOMException('Value could not be cloned.', 'DataCloneError');
    }
    return [...list];
}

function copyOf(value, given) {
    const transfer = transferOf(given);
    // A port stands for itself: both ends are in the same thread.
    const ports = transfer.filter((item) => item instanceof MessagePort);
    if (ports.includes(value)) return value;
    if (!ports.length) return structuredClone(value, { transfer });
    const kept = new Map();
    const marked = replacePorts(value, ports, kept, new Map());
    return restorePorts(structuredClone(marked, { transfer: transfer.filter((item) => !ports.includes(item)) }), kept);
}

function replacePorts(value, ports, kept, seen) {
    if (ports.includes(value)) {
        const mark = `\0port ${ports.indexOf(value)}`;
        kept.set(mark, value);
        return mark;
    }
    if (value === null || typeof value !== 'object' || seen.has(value)) return seen.get(value) ?? value;
    const proto = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== Array.prototype && proto !== null) return value;
    const copy = Array.isArray(value) ? [] : {};
    seen.set(value, copy);
    for (const key of Object.keys(value)) copy[key] = replacePorts(value[key], ports, kept, seen);
    return copy;
}

function restorePorts(value, kept) {
    if (typeof value === 'string' && kept.has(value)) return kept.get(value);
    if (value === null || typeof value !== 'object') return value;
    for (const key of Object.keys(value)) value[key] = restorePorts(value[key], kept);
    return value;
}

/** An emitter that listeners of both kinds (Node's and the web's) can be added to. */
class Target extends EventEmitter {
    #wrapped = new Map();
    #handlers = {};

    addEventListener(type, listener, options) {
        const call = (event) => (typeof listener === 'function' ? Reflect.apply(listener, this, [event]) : listener.handleEvent(event));
        const data = (value) => call(eventOf(type, value, this));
        this.#wrapped.set(listener, data);
        if (options?.once) this.once(type, data);
        else this.on(type, data);
    }

    removeEventListener(type, listener) {
        this.removeListener(type, this.#wrapped.get(listener) ?? listener);
    }

    dispatchEvent(event) {
        return this.emit(event.type, event.data);
    }

    _handler(type) {
        return this.#handlers[type]?.handler ?? null;
    }

    _setHandler(type, handler) {
        const before = this.#handlers[type];
        if (before) this.removeListener(type, before.call);
        delete this.#handlers[type];
        if (typeof handler !== 'function') return;
        const call = (value) => Reflect.apply(handler, this, [eventOf(type, value, this)]);
        this.#handlers[type] = { handler, call };
        this.on(type, call);
    }
}
for (const type of ['message', 'messageerror', 'close']) {
    Object.defineProperty(Target.prototype, `on${type}`, {
        get() {
            return this._handler(type);
        },
        set(handler) {
            this._setHandler(type, handler);
        },
        configurable: true,
        enumerable: true,
    });
}

function eventOf(type, data, target) {
    const event = new Event(type);
    const fields = { data, ports: [], origin: '', lastEventId: '', source: null, target, currentTarget: target };
    for (const [name, value] of Object.entries(fields)) {
        Object.defineProperty(event, name, { value, configurable: true, enumerable: true });
    }
    return event;
}

const making = { allowed: false };

export class MessagePort extends Target {
    #queue = [];
    #started = false;
    #closed = false;
    #waking = false;
    #deliver = null;

    constructor() {
        if (!making.allowed) throw nodeError(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
        super();
        this.on('newListener', (event) => {
            if (event === 'message') this.start();
        });
    }

    postMessage(value, transfer) {
        if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "message" argument must be specified');
        const copy = copyOf(value, transfer);
        if (!this.#closed) this[kOther]?.[kReceive](copy);
    }

    [kReceive](value) {
        if (this.#closed) return;
        this.#queue.push(value);
        this.#wake();
    }

    [kTake]() {
        return this.#queue.length ? { message: this.#queue.shift() } : undefined;
    }

    #wake() {
        if (!this.#started || this.#waking || !this.#queue.length) return;
        this.#waking = true;
        setImmediate(this.#deliver);
    }

    start() {
        if (this.#started) return;
        this.#started = true;
        this.#deliver = _bindContext(() => {
            this.#waking = false;
            for (let count = this.#queue.length; count > 0 && this.#queue.length; count--) this.emit('message', this.#queue.shift());
            this.#wake();
        });
        this.#wake();
    }

    close(callback) {
        if (callback) this.once('close', callback);
        if (this.#closed) return;
        const other = this[kOther];
        this.#end();
        other?.close();
    }

    #end() {
        this.#closed = true;
        setImmediate(() => this.emit('close'));
    }

    ref() {
        return this;
    }

    unref() {
        return this;
    }

    hasRef() {
        return this.#started && !this.#closed;
    }
}

export class MessageChannel {
    constructor() {
        making.allowed = true;
        try {
            this.port1 = new MessagePort();
            this.port2 = new MessagePort();
        } finally {
            making.allowed = false;
        }
        this.port1[kOther] = this.port2;
        this.port2[kOther] = this.port1;
    }
}

export class BroadcastChannel extends Target {
    #closed = false;

    constructor(name) {
        super();
        if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
        this.name = `${name}`;
        if (!broadcasts.has(this.name)) broadcasts.set(this.name, new Set());
        broadcasts.get(this.name).add(this);
    }

    postMessage(message) {
        if (this.#closed) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
        const copy = structuredClone(message);
        for (const other of broadcasts.get(this.name)) {
            if (other !== this) setImmediate(() => other.#closed || other.emit('message', structuredClone(copy)));
        }
    }

    close() {
        this.#closed = true;
        broadcasts.get(this.name).delete(this);
    }

    ref() {
        return this;
    }

    unref() {
        return this;
    }
}

export class Worker extends EventEmitter {
    constructor(filename) {
        super();
        if (typeof filename !== 'string' && !(filename instanceof URL)) throw invalidType('filename', ['string', 'URL'], filename);
        throw nodeError(Error, 'ERR_WORKER_UNSUPPORTED', 'Workers are not available: this machine has one thread');
    }
}

export function receiveMessageOnPort(port) {
    if (!(port instanceof MessagePort)) {
        throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance');
    }
    return port[kTake]();
}

export function markAsUntransferable(object) {
    if (object !== null && typeof object === 'object') untransferable.add(object);
}

export function isMarkedAsUntransferable(object) {
    return untransferable.has(object);
}

export function moveMessagePortToContext() {
    throw nodeError(Error, 'ERR_WORKER_UNSUPPORTED', 'Ports stay in the one thread');
}

export function getEnvironmentData(key) {
    return environment.get(key);
}

export function setEnvironmentData(key, value) {
    if (value === undefined) environment.delete(key);
    else environment.set(key, value);
}

export function postMessageToThread() {
    return Promise.reject(nodeError(Error, 'ERR_WORKER_MESSAGING_FAILED', 'Cannot find the destination thread or listener'));
}

export default {
    BroadcastChannel, MessageChannel, MessagePort, SHARE_ENV, Worker, getEnvironmentData, isMainThread, isMarkedAsUntransferable,
    markAsUntransferable, moveMessagePortToContext, parentPort, receiveMessageOnPort, resourceLimits, setEnvironmentData, threadId,
    workerData,
};
