// The candidate: loading it, finding its functions, calling them. The host leads; each function here is called by it and
// answers in JSON, at once or, where the answer takes its time, through `pending`.

import { isPromise } from 'dualgauge:kinds';
import { standIn } from './candidate_text.js';
import { counters, makeCounters } from './counters.js';
import { decodeArguments } from './decode.js';
import { encode } from './encode.js';
import { Names, find } from './entries.js';
import { described } from './failures.js';
import { loadFile, moduleText, setMain, Module, runCommonJs } from './loader.js';
import { ticks } from './loop.js';
import * as p from './primordials.js';
import { workingDirectory } from './process_state.js';
import { joined, moduleKind, resolvePath } from './resolution.js';


const state = { __proto__: null, file: '', kind: 'commonjs', names: undefined, callbacks: p.create(null), results: p.create(null) };
let entries = p.create(null);

/** What the host waits for: undefined, or a text once it is there. */
let answer;
let awaited = 0;

/** Takes the answer that was waited for. */
export function takeAnswer() {
    const taken = answer;
    answer = undefined;
    return taken;
}
export const isWaiting = () => awaited > 0;

/** An error that nothing caught, while the host waits for an answer: it is the answer. False if it doesn't wait. */
export function failAnswer(error) {
    if (awaited === 0) return false;
    awaited = 0;
    answer = failure(error);
    return true;
}

const failure = (error) => '{"raised":' + described(error, state.file) + '}';

/** Waits for a promise; `then` makes the answer of its value. */
function waitFor(promise, makeAnswer) {
    const settled = (make) => (value) => {
        if (awaited !== number) return;
        awaited = 0;
        try {
            answer = make(value);
        } catch (error) {
            answer = failure(error);
        }
    };
    turnNumber += 1;
    const number = turnNumber;
    awaited = number;
    try {
        p.then(promise, settled(makeAnswer), settled(failure));
    } catch (error) {
        // The promise says which constructor makes the next one, and that may throw.
        awaited = 0;
        throw error;
    }
    return undefined;
}
let turnNumber = 0;

/** What a function returned that was given a callback, in case it never calls back. */
let fallback;

/** What to say where nothing is left to do and the answer isn't there. */
export function giveUp() {
    awaited = 0;
    if (fallback !== undefined) return fallback();
    return '{"raised":{"type_name":"UnsettledPromise","message":"nothing was left to do, and no result was there","line":null}}';
}

/**
 * Gets ready for a candidate.
 *
 * @param {string} text JSON: its file, `kind` (`module` or `commonjs`), how many counters its text has and the name that
 * the text calls them by, the top-level names, and the parameters of functions.
 */
export function begin(text) {
    const candidate = p.parseJson(text);
    const { file, kind, counters: count, counter, bindings, callbacks } = candidate;
    state.file = file;
    state.kind = kind;
    state.counter = counter;
    state.bindings = bindings;
    for (const name of callbacks) state.callbacks[name] = true;
    makeCounters(count);
    return candidate;
}

/** The bytes of the counters, for the host. */
export const counterBytes = () => counters;

/** Functions that give the values of top-level names, as text that stands before or after the candidate's own. */
function accessors() {
    let text = '';
    for (let i = 0; i < state.bindings.length; i += 1) text += state.bindings[i] + ': () => ' + state.bindings[i] + ', ';
    return '{ __proto__: null, ' + text + '}';
}

/** Loads the candidate. `text` is its text, or what the instrumenter made of it. */
export function load(text) {
    try {
        if (state.kind === 'module') return loadModule(text);
        const loaded = loadCommonJs(text);
        // What was put off to the next tick goes before promises.
        ticks();
        return loaded;
    } catch (error) {
        return failure(error);
    }
}

function loadCommonJs(text) {
    const module = new Module(state.file, undefined);
    let declared = p.create(null);
    const parameters = { __proto__: null, __dualgauge_declare: (given) => (declared = given) };
    if (state.counter) parameters[state.counter] = counters;
    runCommonJs(module, text, state.file, { parameters, head: `__dualgauge_declare(${accessors()});` });
    module.loaded = true;
    state.names = new Names(module.exports, declared);
    return '{"loaded":true}';
}

function loadModule(text) {
    const counting = state.counter ? `import { counters as ${state.counter} } from 'dualgauge:counters';` : '';
    standIn(state.file, `${counting}${moduleText(state.file, text)}\nexport const __dualgauge_declared = ${accessors()};`, 'module');
    return waitFor(import(state.file), (namespace) => {
        state.names = new Names(namespace, namespace.__dualgauge_declared);
        return '{"loaded":true}';
    });
}

/** Runs a program: the candidate as the main module. */
export function runProgram(text) {
    try {
        if (state.kind === 'module') {
            const counting = state.counter ? `import { counters as ${state.counter} } from 'dualgauge:counters';` : '';
            standIn(state.file, counting + moduleText(state.file, text), 'module');
            return runModule(state.file);
        }
        const module = new Module('.', undefined);
        module.filename = state.file;
        module.path = p.slice(state.file, 0, p.lastIndexOf(state.file, '/')) || '/';
        setMain(module);
        const parameters = p.create(null);
        if (state.counter) parameters[state.counter] = counters;
        runCommonJs(module, text, state.file, { parameters, head: '' });
        module.loaded = true;
    } catch (error) {
        // As a program: what becomes of it is for the process to say.
        raise(error);
    }
    ticks();
    return '{"loaded":true}';
}

/** Runs a program that is an ES module: it is over when nothing is left to do, as any program. */
function runModule(path) {
    unsettled = true;
    const settled = (then) => (value) => {
        unsettled = false;
        then(value);
    };
    p.then(import(path), settled(() => {}), settled((error) => raise(error)));
    return '{"loaded":true}';
}
let unsettled = false;
/** Whether the program is a module that still awaits something. */
export const isUnsettled = () => unsettled;

/** Runs a program that is a file of the guest. */
export function runFile(path) {
    try {
        const whole = joined(workingDirectory(), path);
        // A folder stands for the module that it holds.
        const file = resolvePath('/', whole) ?? whole;
        // The host has told by the text what the name alone doesn't say.
        if (state.kind === 'module' && p.endsWith(file, '.js')) standIn(file, undefined, 'module');
        if (moduleKind(file) === 'module') return runModule(file);
        loadFile(file, undefined, setMain);
    } catch (error) {
        raise(error);
    }
    ticks();
    return '{"loaded":true}';
}
let raise = () => {};
/** Says what becomes of an error that a program throws. */
export function raiseBy(uncaught) {
    raise = uncaught;
}

/** The most names of functions that are told. */
const MAX_NAMES = 100;

/** Names in JSON, without the brackets. */
function listed(names) {
    let text = '';
    for (let i = 0; i < names.length && i < MAX_NAMES; i += 1) text += (i ? ',' : '') + p.quoteJson(p.toWellFormed(names[i]));
    return text;
}

/** Finds a function: `{"found", "how"}`, or `{"public": [names]}`. */
export function findEntry(wanted, alone) {
    try {
        const found = find(state.names, wanted, alone === 'alone');
        if (found !== undefined) {
            entries[wanted] = found;
            return '{"found":' + p.quoteJson(p.toWellFormed(found.name)) + ',"how":"' + found.how + '"}';
        }
        return '{"public":[' + listed(state.names.public()) + ']}';
    } catch (error) {
        return failure(error);
    }
}

/** Makes a call; `number` is its number in the test. */
export function makeCall(number, wanted, text) {
    try {
        fallback = undefined;
        const entry = entries[wanted];
        const list = decodeArguments(text, state.results);
        const keep = (value) => {
            state.results[number] = value;
            return '{"returned":' + encode(value) + '}';
        };
        const { length } = entry.function;
        const callsBack = state.callbacks[entry.name] === true && length === list.length + 1;
        if (callsBack) return waitForCallback(entry, list, keep);
        const value = p.apply(entry.function, entry.receiver, list);
        ticks();
        if (isPromise(value)) return waitFor(value, keep);
        if (isThenable(value)) return waitFor(new p.PromiseKind((resolve) => resolve(value)), keep);
        return keep(value);
    } catch (error) {
        return failure(error);
    }
}

function isThenable(value) {
    return typeof value === 'object' && value !== null && typeof value.then === 'function';
}

/**
 * Calls a function whose last parameter is called back; one that gives a promise as well is taken by what comes first.
 * Another value, such as the timer of `(x, callback) => setTimeout(callback, 1)`, counts where nothing is ever called back.
 */
function waitForCallback(entry, list, keep) {
    const promise = new p.PromiseKind((resolve, reject) => {
        const back = (error, ...values) => {
            if (error !== null && error !== undefined) reject(error);
            else resolve(values.length > 1 ? values : values.length === 1 ? values[0] : undefined);
        };
        p.append(list, back);
        const value = p.apply(entry.function, entry.receiver, list);
        if (isThenable(value)) p.then(p.resolved(value), (settled) => settled !== undefined && resolve(settled), reject);
        else if (value !== undefined) {
            fallback = () => {
                try {
                    return keep(value);
                } catch (error) {
                    return failure(error);
                }
            };
        }
    });
    return waitFor(promise, keep);
}
