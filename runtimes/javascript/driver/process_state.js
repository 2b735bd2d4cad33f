/**
 * What the process of an execution is: set by the host's `initialise` after the snapshot was restored, so that nothing of
 * one execution can get into another.
 */
import { host } from 'dualgauge:host';
import { bufferOf } from './primordials.js';
import * as p from './primordials.js';

/** Arguments, environment, current folder and which of the standard streams are terminals. */
const state = { argv: ['/usr/local/bin/node'], env: {}, cwd: '/', terminals: [false, false, false], begun: 0n, origin: 0 };
const starters = [];
const out = new Uint8Array(8);
const outView = new DataView(out.buffer);
const View = DataView;
const readTime = Function.prototype.call.bind(DataView.prototype.getBigUint64);

export const PROCESS_ID = 4242;
export const PARENT_ID = 1;
export const USER_ID = 1000;

function clock(id) {
    host.clock_time_get(id, 0n, out);
    return readTime(outView, 0, true);
}

/** The monotonic clock as the runtime reads it for itself: the trace is to show what the program asked for. */
function runtimeClock() {
    const bytes = host.runtime_clock();
    return readTime(new View(bufferOf(bytes)), 0, true);
}

/** Nanoseconds of the monotonic clock, for the event loop. */
export const loopTime = () => runtimeClock();

/**
 * Begins an execution. `job`: `{ argv: [string], env: { name: text }, cwd: absolute path, terminals: [in, out, err] }`.
 * Also takes the time that `process.uptime` and `performance.now` count from.
 */
export function initialise(job) {
    state.argv = [...job.argv];
    state.env = { ...job.env };
    state.cwd = job.cwd;
    state.terminals = [...(job.terminals ?? [false, false, false])];
    state.begun = runtimeClock();
    state.origin = Number(clock(0) / 1000n) / 1000;
    for (const start of starters) start(state);
}

/** Runs `start(state)` at every `initialise`: how a builtin learns what belongs to the execution. */
export function onInitialise(start) {
    starters.push(start);
}

export const workingDirectory = () => state.cwd;
export const setWorkingDirectory = (path) => {
    state.cwd = path;
};
export const argv = () => state.argv;
export const environment = () => state.env;
export const isTerminal = (fd) => state.terminals[fd] ?? false;
/** Nanoseconds of the monotonic clock. */
export const monotonic = () => clock(1);
/** Nanoseconds since the execution began. */
export const sinceStart = () => clock(1) - state.begun;
/** Milliseconds since 1970 at which the execution began. */
export const timeOrigin = () => state.origin;

// Ends

let uncaughtHandler = null;
let exiting = false;

/**
 * `node:process` says here what becomes of an error that nobody caught: `handler(error, origin)`, which doesn't come back
 * if it ends the program.
 */
export function onUncaught(handler) {
    uncaughtHandler = handler;
}

/** An error that nobody caught; `origin` is `uncaughtException` or `unhandledRejection`. */
export function uncaught(error, origin) {
    if (uncaughtHandler === null) throw error;
    uncaughtHandler(error, origin);
}

let fatalHandler = null;

/**
 * The driver may take over the end by an uncaught error: `handler(error, origin)` is called before it is printed, and
 * true says that nothing more is to be done. Without one, the error is printed and the exit code is 1, as in Node.
 */
export function onFatal(handler) {
    fatalHandler = handler;
}

export const fatal = (error, origin) => fatalHandler !== null && fatalHandler(error, origin) === true;

/** Ends the program at once; doesn't come back. */
export function end(code) {
    host.proc_exit(code & 0xff);
    throw new Error('the program has ended');
}

/** Whether `exit` was emitted; the second call to `process.exit` doesn't emit it again. */
export const isExiting = () => exiting;
export const setExiting = () => {
    exiting = true;
};

// Rejections

const pendingRejections = new p.MapKind();
const lateHandled = new p.SetKind();
const reported = new p.SetKind();
let rejectionHandler = null;

/** `node:process` says here what becomes of rejections: `handler(kind, promise, reason)`, kind `unhandled` or `handled`. */
export function onRejection(handler) {
    rejectionHandler = handler;
}

/** The host tells of a promise that was rejected without a handler, or got one afterwards. */
export function rejection(promise, reason, handled) {
    if (!handled) {
        p.mapSet(pendingRejections, promise, reason);
    } else if (!p.mapDelete(pendingRejections, promise) && p.setDelete(reported, promise)) {
        p.setAdd(lateHandled, promise);
    }
}

/** Reports what is still unhandled now that no job is pending; whether there was anything. */
export function rejectionsReported() {
    if (p.mapSize(pendingRejections) === 0 && p.setSize(lateHandled) === 0) return false;
    p.setForEach(lateHandled, (promise) => {
        p.setDelete(lateHandled, promise);
        rejectionHandler('handled', promise);
    });
    // What is added meanwhile is visited as well.
    p.mapForEach(pendingRejections, (reason, promise) => {
        p.mapDelete(pendingRejections, promise);
        p.setAdd(reported, promise);
        rejectionHandler('unhandled', promise, reason);
    });
    return true;
}
