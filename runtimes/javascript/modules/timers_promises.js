// `node:timers/promises`
import {
    setTimeout as startTimeout,
    setImmediate as startImmediate,
    setInterval as startInterval,
    clearTimeout,
    clearImmediate,
    clearInterval,
} from '__wasm_rquickjs_builtin/timeout';
import {
    AbortError,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_THIS,
    ERR_ILLEGAL_CONSTRUCTOR,
} from '__wasm_rquickjs_builtin/internal/errors';

function checked(options = {}) {
    if (options === null || typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    const { signal, ref = true } = options;
    if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
        throw new ERR_INVALID_ARG_TYPE('options.signal', 'AbortSignal', signal);
    }
    if (typeof ref !== 'boolean') throw new ERR_INVALID_ARG_TYPE('options.ref', 'boolean', ref);
    return { signal, ref };
}

function aborted(signal) {
    return new AbortError(undefined, { cause: signal.reason });
}

/** A promise that `start(resolve)` keeps with a timer, and that the signal breaks by `stop(timer)`. */
function waiting(start, stop, value, options) {
    let signal;
    let ref;
    try {
        ({ signal, ref } = checked(options));
    } catch (error) {
        return Promise.reject(error);
    }
    if (signal?.aborted) return Promise.reject(aborted(signal));
    return new Promise((resolve, reject) => {
        let onAbort;
        const timer = start(() => {
            signal?.removeEventListener('abort', onAbort);
            resolve(value);
        });
        if (!ref) timer.unref();
        onAbort = () => {
            stop(timer);
            reject(aborted(signal));
        };
        signal?.addEventListener('abort', onAbort, { once: true });
    });
}

export function setTimeout(after, value, options) {
    return waiting((run) => startTimeout(run, after), clearTimeout, value, options);
}

export function setImmediate(value, options) {
    return waiting((run) => startImmediate(run), clearImmediate, value, options);
}

export async function* setInterval(after, value, options) {
    const { signal, ref } = checked(options);
    if (signal?.aborted) throw aborted(signal);
    let due = 0;
    let wake;
    const timer = startInterval(() => {
        due += 1;
        wake?.();
    }, after);
    if (!ref) timer.unref();
    const onAbort = () => {
        clearInterval(timer);
        wake?.();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
        while (!signal?.aborted) {
            if (due === 0)
                await new Promise((resolve) => {
                    wake = resolve;
                });
            for (; due > 0; due -= 1) yield value;
        }
        throw aborted(signal);
    } finally {
        clearInterval(timer);
        signal?.removeEventListener('abort', onAbort);
    }
}

const made = Symbol('made');

class Scheduler {
    constructor(key) {
        if (key !== made) throw new ERR_ILLEGAL_CONSTRUCTOR();
    }

    yield() {
        if (!(this instanceof Scheduler)) throw new ERR_INVALID_THIS('Scheduler');
        return setImmediate();
    }

    wait(delay, options) {
        if (!(this instanceof Scheduler)) throw new ERR_INVALID_THIS('Scheduler');
        return setTimeout(delay, undefined, options);
    }
}

export const scheduler = new Scheduler(made);
export default { setTimeout, setImmediate, setInterval, scheduler };
