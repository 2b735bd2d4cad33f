// `node:perf_hooks`: user timing over the virtual clock. Garbage collection and the event loop aren't measured.
import { monotonic_now as now, time_origin as origin } from '__wasm_rquickjs_builtin/perf_hooks_native';
import {
    ERR_ILLEGAL_CONSTRUCTOR,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_MISSING_ARGS,
} from '__wasm_rquickjs_builtin/internal/errors';
import { EventTarget } from 'node:events';

const made = Symbol('made');
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const SUPPORTED = ['function', 'gc', 'mark', 'measure', 'resource'];

class PerformanceEntry {
    #name;
    #type;
    #start;
    #duration;

    constructor(key, name, type, start, duration) {
        if (key !== made) throw new ERR_ILLEGAL_CONSTRUCTOR();
        this.#name = name;
        this.#type = type;
        this.#start = start;
        this.#duration = duration;
    }

    get name() {
        return this.#name;
    }
    get entryType() {
        return this.#type;
    }
    get startTime() {
        return this.#start;
    }
    get duration() {
        return this.#duration;
    }

    toJSON() {
        return { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
    }

    [inspectCustom](depth, options, inspect) {
        return depth < 0
            ? this
            : `${this.constructor.name} ${inspect({ ...this.toJSON(), ...('detail' in this ? { detail: this.detail } : {}) }, options)}`;
    }
}

class PerformanceMark extends PerformanceEntry {
    #detail;

    constructor(name, options = {}) {
        if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
        if (options === null || typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', 'object', options);
        const start = options.startTime ?? now();
        if (!(start >= 0)) throw new ERR_INVALID_ARG_VALUE('startTime', start);
        super(made, `${name}`, 'mark', start, 0);
        this.#detail = options.detail === undefined ? null : structuredClone(options.detail);
    }

    get detail() {
        return this.#detail;
    }

    toJSON() {
        return { ...super.toJSON(), detail: this.#detail };
    }
}

class PerformanceMeasure extends PerformanceEntry {
    #detail;

    constructor(key, name, start, duration, detail) {
        super(key, name, 'measure', start, duration);
        this.#detail = detail === undefined ? null : structuredClone(detail);
    }

    get detail() {
        return this.#detail;
    }
}

class PerformanceResourceTiming extends PerformanceEntry {}

const timeline = [];
const observers = new Set();

function record(entry) {
    timeline.push(entry);
    announce(entry);
    return entry;
}

function announce(entry) {
    for (const observer of observers) observer[take](entry);
}

function markTime(mark) {
    if (typeof mark === 'number') return mark;
    for (let index = timeline.length - 1; index >= 0; index -= 1) {
        if (timeline[index].entryType === 'mark' && timeline[index].name === `${mark}`) return timeline[index].startTime;
    }
    throw new globalThis.DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
}

function clear(type, name) {
    for (let index = timeline.length - 1; index >= 0; index -= 1) {
        if (timeline[index].entryType === type && (name === undefined || timeline[index].name === `${name}`))
            timeline.splice(index, 1);
    }
}

const byStart = (entries) => [...entries].sort((left, right) => left.startTime - right.startTime);

class Performance extends EventTarget {
    constructor(key) {
        if (key !== made) throw new ERR_ILLEGAL_CONSTRUCTOR();
        super();
    }

    get timeOrigin() {
        return origin();
    }
    get nodeTiming() {
        return {
            name: 'node',
            entryType: 'node',
            startTime: 0,
            duration: now(),
            nodeStart: 0,
            v8Start: 0,
            bootstrapComplete: 0,
            environment: 0,
            loopStart: 0,
            loopExit: -1,
            idleTime: 0,
        };
    }

    now() {
        return now();
    }

    mark(name, options) {
        return record(new PerformanceMark(name, options));
    }

    measure(name, startOrOptions, endMark) {
        if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
        const options =
            startOrOptions !== null && typeof startOrOptions === 'object' ? startOrOptions : { start: startOrOptions };
        let end = endMark ?? options.end;
        if (end !== undefined) end = markTime(end);
        else if (options.start !== undefined && options.duration !== undefined) end = markTime(options.start) + options.duration;
        else end = now();
        let start = 0;
        if (options.start !== undefined) start = markTime(options.start);
        else if (options.duration !== undefined) start = end - options.duration;
        return record(new PerformanceMeasure(made, `${name}`, start, end - start, options.detail));
    }

    clearMarks(name) {
        clear('mark', name);
    }
    clearMeasures(name) {
        clear('measure', name);
    }
    clearResourceTimings(name) {
        clear('resource', name);
    }
    setResourceTimingBufferSize() {}
    getEntries() {
        return byStart(timeline);
    }
    getEntriesByName(name, type) {
        return byStart(timeline.filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === type)));
    }
    getEntriesByType(type) {
        return byStart(timeline.filter((entry) => entry.entryType === type));
    }

    timerify(callback) {
        if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('fn', 'function', callback);
        function timerified(...args) {
            const start = now();
            const result = new.target ? Reflect.construct(callback, args, callback) : Reflect.apply(callback, this, args);
            announce(new PerformanceEntry(made, callback.name, 'function', start, now() - start));
            return result;
        }
        Object.defineProperties(timerified, {
            name: { configurable: true, value: `timerified ${callback.name}` },
            length: { configurable: true, value: callback.length },
        });
        return timerified;
    }

    eventLoopUtilization() {
        return { idle: 0, active: now(), utilization: 1 };
    }
    toJSON() {
        return { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: this.eventLoopUtilization() };
    }
}

Object.defineProperty(Performance.prototype, Symbol.toStringTag, { value: 'Performance', configurable: true });

class PerformanceObserverEntryList {
    #entries;

    constructor(key, entries) {
        if (key !== made) throw new ERR_ILLEGAL_CONSTRUCTOR();
        this.#entries = byStart(entries);
    }

    getEntries() {
        return [...this.#entries];
    }
    getEntriesByType(type) {
        return this.#entries.filter((entry) => entry.entryType === type);
    }
    getEntriesByName(name, type) {
        return this.#entries.filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
    }
}

const take = Symbol('take');

class PerformanceObserver {
    #callback;
    #types = new Set();
    #pending = [];

    constructor(callback) {
        if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
        this.#callback = callback;
    }

    static get supportedEntryTypes() {
        return [...SUPPORTED];
    }

    observe(options = {}) {
        const { entryTypes, type, buffered } = options;
        if (entryTypes === undefined && type === undefined) throw new ERR_MISSING_ARGS('options.entryTypes', 'options.type');
        for (const wanted of entryTypes ?? [type]) this.#types.add(wanted);
        observers.add(this);
        if (buffered) timeline.filter(({ entryType }) => entryType === type).forEach((entry) => this[take](entry));
    }

    disconnect() {
        observers.delete(this);
        this.#types.clear();
        this.#pending = [];
    }

    takeRecords() {
        const records = this.#pending;
        this.#pending = [];
        return records;
    }

    [take](entry) {
        if (!this.#types.has(entry.entryType)) return;
        if (this.#pending.length === 0) {
            globalThis.setImmediate(() => {
                const entries = this.takeRecords();
                if (entries.length > 0) this.#callback(new PerformanceObserverEntryList(made, entries), this);
            });
        }
        this.#pending.push(entry);
    }
}

function notMeasured(name) {
    return () => {
        throw Object.assign(new Error(`${name} is not available: the event loop runs in virtual time`), {
            code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
        });
    };
}

export const monitorEventLoopDelay = notMeasured('monitorEventLoopDelay');
export const createHistogram = notMeasured('createHistogram');
export const constants = {
    NODE_PERFORMANCE_GC_MAJOR: 4,
    NODE_PERFORMANCE_GC_MINOR: 1,
    NODE_PERFORMANCE_GC_INCREMENTAL: 8,
    NODE_PERFORMANCE_GC_WEAKCB: 16,
};
export const performance = new Performance(made);
export {
    Performance,
    PerformanceEntry,
    PerformanceMark,
    PerformanceMeasure,
    PerformanceObserver,
    PerformanceObserverEntryList,
    PerformanceResourceTiming,
};
export default {
    Performance,
    PerformanceEntry,
    PerformanceMark,
    PerformanceMeasure,
    PerformanceObserver,
    PerformanceObserverEntryList,
    PerformanceResourceTiming,
    monitorEventLoopDelay,
    createHistogram,
    performance,
    constants,
};
