// Timers as Node shapes them, over the event loop.
import { cancel, cancelImmediate, reference, referenceImmediate, schedule, scheduleImmediate } from 'dualgauge:loop';
import { _captureContext, _restoreContext } from 'node:async_hooks';
import { ERR_INVALID_ARG_TYPE } from '__wasm_rquickjs_builtin/internal/errors';

const LONGEST = 2 ** 31 - 1;
/** Timers whose number was asked for. */
const byId = { __proto__: null };
const entryOf = Symbol('entry');
const contextOf = Symbol('asyncContext');
const idOf = Symbol('asyncId');
let lastId = 1;

function toDelay(after) {
    const delay = after * 1;
    if (delay >= 1 && delay <= LONGEST) return Math.trunc(delay);
    if (delay > LONGEST) {
        globalThis.process?.emitWarning(
            `${delay} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`,
            'TimeoutOverflowWarning',
        );
    }
    return 1;
}

function checked(callback) {
    if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('callback', 'function', callback);
}

class Timeout {
    constructor(callback, after, args, repeat) {
        const delay = toDelay(after);
        this._idleTimeout = delay;
        this._idlePrev = null;
        this._idleNext = null;
        this._idleStart = null;
        this._onTimeout = callback;
        this._timerArgs = args;
        this._repeat = repeat ? delay : null;
        this._destroyed = false;
        hide(this, idOf, (lastId += 1));
        hide(this, contextOf, _captureContext());
        hide(this, entryOf, null);
        arm(this, true);
    }

    ref() {
        if (this[entryOf]) reference(this[entryOf], true);
        return this;
    }

    unref() {
        if (this[entryOf]) reference(this[entryOf], false);
        return this;
    }

    hasRef() {
        return this[entryOf]?.ref ?? false;
    }

    refresh() {
        if (!this._destroyed || this._onTimeout) {
            const ref = this[entryOf]?.ref ?? true;
            if (this[entryOf]) cancel(this[entryOf]);
            this._destroyed = false;
            arm(this, ref);
        }
        return this;
    }

    close() {
        disarm(this);
        return this;
    }

    [Symbol.toPrimitive]() {
        byId[this[idOf]] = this;
        return this[idOf];
    }
}

function hide(target, key, value) {
    Object.defineProperty(target, key, { value, writable: true, enumerable: false, configurable: true });
}

function arm(timer, ref) {
    timer[entryOf] = schedule(() => fire(timer), timer._idleTimeout, ref);
    timer._idleStart = timer[entryOf].due - timer._idleTimeout;
}

function disarm(timer) {
    if (timer[entryOf]) cancel(timer[entryOf]);
    timer._destroyed = true;
    timer._idleTimeout = -1;
    timer._onTimeout = null;
    delete byId[timer[idOf]];
}

function fire(timer) {
    const callback = timer._onTimeout;
    if (typeof callback !== 'function' || timer._idleTimeout === -1) return;
    const fired = timer[entryOf];
    try {
        _restoreContext(timer[contextOf], callback, timer, timer._timerArgs ?? []);
    } finally {
        // Unless the callback cleared or refreshed it, an interval goes on and a timeout is over.
        if (timer[entryOf] === fired && timer._idleTimeout !== -1) {
            if (timer._repeat) {
                timer._idleTimeout = timer._repeat;
                arm(timer, fired.ref);
            } else {
                timer._destroyed = true;
                delete byId[timer[idOf]];
            }
        }
    }
}

class Immediate {
    constructor(callback, args) {
        this._idleNext = null;
        this._idlePrev = null;
        this._onImmediate = callback;
        this._argv = args;
        this._destroyed = false;
        const context = _captureContext();
        hide(
            this,
            entryOf,
            scheduleImmediate(() => {
                this._destroyed = true;
                const run = this._onImmediate;
                this._onImmediate = null;
                _restoreContext(context, run, this, this._argv ?? []);
            }),
        );
    }

    ref() {
        referenceImmediate(this[entryOf], true);
        return this;
    }

    unref() {
        referenceImmediate(this[entryOf], false);
        return this;
    }

    hasRef() {
        return !this._destroyed && this[entryOf].ref;
    }
}

/** Without arguments Node keeps none, which `util.inspect` shows. */
const given = (args) => (args.length > 0 ? args : undefined);

export function setTimeout(callback, after, ...args) {
    checked(callback);
    return new Timeout(callback, after, given(args), false);
}

export function setInterval(callback, repeat, ...args) {
    checked(callback);
    return new Timeout(callback, repeat, given(args), true);
}

export function setImmediate(callback, ...args) {
    checked(callback);
    return new Immediate(callback, given(args));
}

export function clearTimeout(timer) {
    if (timer instanceof Timeout) disarm(timer);
    else if (typeof timer === 'number' || typeof timer === 'string') {
        const known = byId[timer];
        if (known) disarm(known);
    }
}

export function clearInterval(timer) {
    clearTimeout(timer);
}

export function clearImmediate(immediate) {
    if (!(immediate instanceof Immediate)) return;
    cancelImmediate(immediate[entryOf]);
    immediate._onImmediate = null;
    immediate._destroyed = true;
}

/** Kept for the builtins that count what keeps the program running. */
export { alive as getRefTimerCount } from 'dualgauge:loop';
