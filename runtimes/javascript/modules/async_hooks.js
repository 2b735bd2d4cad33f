// node:async_hooks: AsyncLocalStorage and AsyncResource.
//
// The context is one immutable map from storages to their values (undefined while there is none), held in `current`. It follows
// callbacks: timers and ticks take it along, `then` wraps its handlers. `await` calls no function of ours, but the engine reads
// `constructor` of an awaited promise: the accessor below registers, just before the engine does, a handler that puts the context
// back, and handlers of one promise run in order. `await` of something that isn't a promise tells us nothing; for that, `follow`
// puts the context back again at the head of what the jobs of this round queue, and of the next few rounds.
// All of it is idle until a program first sets a context.
import { invalidType, needFunction, nodeError } from './net_errors.js';

const { apply } = Reflect;
const PromiseClass = Promise;
const { prototype } = PromiseClass;
const nativeThen = prototype.then;
const nativeFinally = prototype.finally;

/** For how many awaits in a row of values that aren't promises the context is kept. */
const ROUNDS = 6;
const settled = PromiseClass.resolve();

let current;
let active = false;
let nextId = 2;
let executionId = 1;
let triggerId = 0;
let resource = {};

/** The context that code runs in now, to be handed to `_restoreContext`. */
export function _captureContext() {
    return current;
}

/** Calls the native `then` itself; it reads `constructor` too, which must not look like an `await`. */
function thenOf(promise, onFulfilled, onRejected) {
    const before = [current, active];
    active = false;
    try {
        return apply(nativeThen, promise, [onFulfilled, onRejected]);
    } finally {
        [current, active] = before;
    }
}

/** Puts the context back before the jobs that are queued from now on, and before those that they queue. */
function follow(context, rounds = ROUNDS) {
    thenOf(settled, () => {
        current = context;
        if (rounds > 0) follow(context, rounds - 1);
    });
}

/** Calls a function in a context. */
export function _restoreContext(context, fn, thisArg, args) {
    if (!active) return apply(fn, thisArg, args);
    const before = current;
    current = context;
    follow(context);
    try {
        return apply(fn, thisArg, args);
    } finally {
        current = before;
        follow(before);
    }
}

/** The function, bound to the context of now. Itself, while there are no contexts. */
export function _bindContext(fn) {
    const context = current;
    if (!active) return fn;
    return function bound(...args) {
        return _restoreContext(context, fn, this, args);
    };
}

/** Forgets the context: a turn of the event loop starts. */
export function _resetContext() {
    current = undefined;
    executionId = 1;
    triggerId = 0;
}

/** Other modules tell of new resources by this; nobody listens. */
export function _emitInit() {
    return nextId++;
}

function withStore(storage, store) {
    active = true;
    const context = new Map(current);
    if (store === undefined) context.delete(storage);
    else context.set(storage, store);
    return context.size ? context : undefined;
}

Object.defineProperty(prototype, 'then', {
    value: function then(onFulfilled, onRejected) {
        if (!active) return apply(nativeThen, this, [onFulfilled, onRejected]);
        const fulfilled = typeof onFulfilled === 'function' ? _bindContext(onFulfilled) : onFulfilled;
        const rejected = typeof onRejected === 'function' ? _bindContext(onRejected) : onRejected;
        return thenOf(this, fulfilled, rejected);
    },
    writable: true,
    configurable: true,
});

Object.defineProperty(prototype, 'finally', {
    value: function (onFinally) {
        return apply(nativeFinally, this, [onFinally]);
    },
    writable: true,
    configurable: true,
});
Object.defineProperty(prototype.finally, 'name', { value: 'finally' });

Object.defineProperty(prototype, 'constructor', {
    get() {
        if (active) {
            const context = current;
            const again = () => {
                current = context;
                follow(context);
            };
            try {
                thenOf(this, again, again);
            } catch {
                // Not a promise, but something that inherits from its prototype.
            }
        }
        return PromiseClass;
    },
    set(value) {
        Object.defineProperty(this, 'constructor', { value, writable: true, enumerable: true, configurable: true });
    },
    configurable: true,
});

/** A value that follows the asynchronous work begun while it was set. */
export class AsyncLocalStorage {
    static bind(fn) {
        needFunction(fn, 'fn');
        return AsyncResource.bind(fn);
    }

    static snapshot() {
        const context = current;
        return (fn, ...args) => _restoreContext(context, fn, undefined, args);
    }

    getStore() {
        return current?.get(this);
    }

    run(store, callback, ...args) {
        return _restoreContext(withStore(this, store), callback, null, args);
    }

    exit(callback, ...args) {
        return this.run(undefined, callback, ...args);
    }

    enterWith(store) {
        current = withStore(this, store);
        follow(current);
    }

    disable() {
        current = withStore(this, undefined);
        follow(current);
    }
}

/** A piece of asynchronous work that a program names itself. */
export class AsyncResource {
    #id = nextId++;
    #trigger;
    #context = current;

    constructor(type, options = {}) {
        if (typeof type !== 'string') throw invalidType('type', 'string', type);
        const trigger = typeof options === 'number' ? options : options.triggerAsyncId ?? executionId;
        if (!Number.isSafeInteger(trigger) || trigger < -1) {
            throw nodeError(RangeError, 'ERR_INVALID_ASYNC_ID', `Invalid triggerAsyncId value: ${trigger}`);
        }
        this.#trigger = trigger;
    }

    asyncId() {
        return this.#id;
    }

    triggerAsyncId() {
        return this.#trigger;
    }

    emitDestroy() {
        return this;
    }

    runInAsyncScope(fn, thisArg, ...args) {
        const before = [executionId, triggerId, resource];
        [executionId, triggerId, resource] = [this.#id, this.#trigger, this];
        try {
            return _restoreContext(this.#context, fn, thisArg, args);
        } finally {
            [executionId, triggerId, resource] = before;
        }
    }

    bind(fn, thisArg) {
        needFunction(fn, 'fn');
        const scope = this;
        const bound = function (...args) {
            return scope.runInAsyncScope(fn, thisArg === undefined ? this : thisArg, ...args);
        };
        Object.defineProperty(bound, 'length', { value: fn.length, configurable: true });
        return bound;
    }

    static bind(fn, type, thisArg) {
        needFunction(fn, 'fn');
        return new AsyncResource(type ?? (fn.name || 'bound-anonymous-fn')).bind(fn, thisArg);
    }
}

export function createHook(callbacks) {
    for (const name of ['init', 'before', 'after', 'destroy', 'promiseResolve']) {
        if (callbacks[name] !== undefined) {
            if (typeof callbacks[name] !== 'function') {
                throw nodeError(TypeError, 'ERR_ASYNC_CALLBACK', `hook.${name} must be a function`);
            }
        }
    }
    return {
        enable() {
            return this;
        },
        disable() {
            return this;
        },
    };
}

export function executionAsyncId() {
    return executionId;
}

export function triggerAsyncId() {
    return triggerId;
}

export function executionAsyncResource() {
    return resource;
}

export const asyncWrapProviders = Object.freeze(Object.assign(Object.create(null), { NONE: 0, PROMISE: 27, Timeout: 44 }));

export default {
    AsyncLocalStorage, AsyncResource, createHook, executionAsyncId, triggerAsyncId, executionAsyncResource, asyncWrapProviders,
};
