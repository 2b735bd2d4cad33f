/**
 * The event loop, in virtual time: the host runs promise jobs, and asks for a turn when none is pending.
 *
 * The host's part, after the main script and after every other call that runs candidate code:
 *
 *     ticks();                          // process.nextTick goes before promise jobs
 *     do run all promise jobs; while (turn() === 'ran');
 *
 * A turn runs one callback, because Node drains ticks and promise jobs between any two. Order as in Node: timers by due
 * time, then by creation; completed input and output; immediates; then again, time passing to the next timer when
 * nothing else is left. ES modules start within a job, so for them `ticks` is left out, as in Node.
 */
import { host } from 'dualgauge:host';
import { _resetContext } from 'node:async_hooks';
import { apply } from './primordials.js';
import { loopTime, rejectionsReported, uncaught } from './process_state.js';

const MILLISECOND = 1_000_000n;
const toNumber = Number;
const toBigInt = BigInt;
const { setPrototypeOf } = Object;

/** Milliseconds as Node's loop counts them, whole. */
function milliseconds() {
    return toNumber(loopTime() / MILLISECOND);
}

/** A list that nothing can reach into: a program may put anything on the prototype of arrays. */
function makeList() {
    return setPrototypeOf([], null);
}

// Ticks

let tickQueue = makeList();
let tickHead = 0;

/** `process.nextTick`; `run` calls the callback with its arguments. */
export function enqueueTick(run) {
    tickQueue[tickQueue.length] = run;
}

/** Runs what `process.nextTick` was given, until nothing is left; whether there was anything. */
export function ticks() {
    if (tickHead === tickQueue.length) return false;
    while (tickHead < tickQueue.length) {
        const run = tickQueue[tickHead];
        tickQueue[tickHead] = undefined;
        tickHead += 1;
        guarded(run);
    }
    tickQueue = makeList();
    tickHead = 0;
    return true;
}

function guarded(run) {
    try {
        run();
    } catch (error) {
        uncaught(error, 'uncaughtException');
    }
}

// Timers: a binary heap by due time, then by sequence.

const heap = makeList();
let sequence = 0;
/** Milliseconds at which this round of the loop began. */
let now = 0;
let started = false;

function before(left, right) {
    return left.due < right.due || (left.due === right.due && left.sequence < right.sequence);
}

function place(entry, at) {
    heap[at] = entry;
    entry.at = at;
}

function rise(entry, from) {
    let at = from;
    while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!before(entry, heap[parent])) break;
        place(heap[parent], at);
        at = parent;
    }
    place(entry, at);
}

function sink(entry, from) {
    let at = from;
    for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child += 1;
        if (!before(heap[child], entry)) break;
        place(heap[child], at);
        at = child;
    }
    place(entry, at);
}

let referenced = 0;
let held = 0;

/**
 * Something outside is waited for, so that time may pass to timers that by themselves keep nothing running. Where there is no
 * timer either, nothing can ever come, and the program is at its end all the same.
 */
export function hold() {
    held += 1;
}

/** It isn't any more. */
export function letGo() {
    held -= 1;
}

/**
 * A timer that is to fire once in `delay` milliseconds. `run` is called without arguments. The entry is what `cancel` and
 * `reference` take. `outside`: it stands for something outside that takes its time, and is no timer of the program's.
 */
export function schedule(run, delay, ref, outside = false) {
    // It counts from this moment, as in Node, and not from the beginning of the loop's round.
    const current = milliseconds();
    if (!started) now = current;
    const entry = { run, due: (current > now ? current : now) + delay, sequence, ref, outside, at: -1 };
    sequence += 1;
    if (ref) referenced += 1;
    rise(entry, heap.length);
    return entry;
}

/** Takes a timer back; one that fired or was taken back is left alone. */
export function cancel(entry) {
    const { at } = entry;
    if (at < 0) return;
    entry.at = -1;
    if (entry.ref) referenced -= 1;
    const last = heap[heap.length - 1];
    heap.length -= 1;
    if (last === entry) return;
    rise(last, at);
    sink(last, last.at);
}

/** Whether a timer keeps the program running. */
export function reference(entry, ref) {
    if (entry.ref === ref) return;
    entry.ref = ref;
    if (entry.at >= 0) referenced += ref ? 1 : -1;
}

// Completions and immediates

let completions = makeList();
let immediates = makeList();
let referencedImmediates = 0;

/** Runs `callback(...args)` when input and output are looked at: how an asynchronous operation of a builtin ends. */
export function completed(callback, ...args) {
    completions[completions.length] = () => apply(callback, undefined, args);
}

export function scheduleImmediate(run) {
    const entry = { run, ref: true, done: false };
    immediates[immediates.length] = entry;
    referencedImmediates += 1;
    return entry;
}

function forget(entry) {
    if (entry.done) return false;
    entry.done = true;
    if (entry.ref) referencedImmediates -= 1;
    return true;
}

export const cancelImmediate = forget;

export function referenceImmediate(entry, ref) {
    if (entry.done || entry.ref === ref) return;
    entry.ref = ref;
    referencedImmediates += ref ? 1 : -1;
}

// Turns

/** Where this round of the loop is, and of completions or immediates what it still has to run. */
let phase = 'timers';
let list = makeList();
let head = 0;

function refreshTime(least = now) {
    const current = milliseconds();
    now = current > least ? current : least;
}

function enter(next, entries) {
    phase = next;
    list = entries;
    head = 0;
}

/** The next entry of the list, which is emptied from the front. */
function take() {
    const entry = list[head];
    list[head] = undefined;
    head += 1;
    return entry;
}

/** The next callback that can run without time passing. */
function nextReady() {
    for (;;) {
        if (phase === 'timers') {
            if (heap.length > 0 && heap[0].due <= now) {
                const entry = heap[0];
                cancel(entry);
                return entry.run;
            }
            enter('completions', completions);
            completions = makeList();
        }
        if (phase === 'completions') {
            if (head < list.length) return take();
            enter('immediates', immediates);
            immediates = makeList();
        }
        while (head < list.length) {
            const entry = take();
            if (forget(entry)) return entry.run;
        }
        enter('timers', makeList());
        refreshTime();
        const due = referenced > 0 && heap[0].due <= now;
        if (completions.length === 0 && referencedImmediates === 0 && !due) return null;
    }
}

/** When the loop ends whatever is left, in its milliseconds. */
let end = Infinity;

/** Lets the loop go on for so many milliseconds at most. */
export function endAfter(delay) {
    end = milliseconds() + delay;
}

/** Lets time pass to the next timer; false when nothing keeps the program running. */
function passTime() {
    if (heap.length === 0 || (referenced === 0 && held === 0)) return false;
    const { due, outside } = heap[0];
    if (due > end) return false;
    const wait = toBigInt(due) * MILLISECOND - loopTime();
    // The program sleeps if it waits for nothing but its own timers.
    if (wait > 0n) host.pass_time(wait, !outside && held === 0);
    refreshTime(due);
    return true;
}

/**
 * Runs the next callback, and the ticks that it left: `'ran'`. `'idle'` when nothing is left that keeps the program
 * running. Errors of callbacks go to `uncaught`.
 */
export function turn() {
    if (ticks() || rejectionsReported()) return 'ran';
    if (!started) {
        started = true;
        now = milliseconds();
        // By the time Node comes to its first round, a millisecond is over.
        if (referenced > 0 && heap[0].due === now + 1) passTime();
    }
    const run = nextReady() ?? (passTime() ? nextReady() : null);
    if (run === null) return 'idle';
    _resetContext();
    guarded(run);
    ticks();
    return 'ran';
}

/** Whether anything is left that keeps the program running. */
export function alive() {
    return (
        referenced > 0 ||
        referencedImmediates > 0 ||
        completions.length > 0 ||
        (phase === 'completions' && head < list.length) ||
        tickHead < tickQueue.length
    );
}

/** Forgets everything that was to be run: a snapshot begins with nothing to do. */
export function forgetAll() {
    heap.length = 0;
    referenced = 0;
    held = 0;
    referencedImmediates = 0;
    completions = [];
    immediates = [];
    tickQueue = makeList();
    tickHead = 0;
    enter('timers', []);
    started = false;
}

/** How many timers and immediates there are, for `process.getActiveResourcesInfo`. */
export function activeResources() {
    return { Timeout: referenced, Immediate: referencedImmediates };
}
