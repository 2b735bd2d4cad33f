// The driver: fills the object through which the host leads. Imported once, while the snapshot is prepared.

import { host } from 'dualgauge:host';
import { builtinFile, builtins, loadBuiltins } from './builtins.js';
import { addSlices } from './buffer_slices.js';
import * as calls from './calls.js';
import { buffersBy } from './decode.js';
import './facade.js';
import { readFilesBy } from './files.js';
import { installGlobals } from './globals.js';
import { createRequire, hideLoaded, resolveImport, sourceOf } from './loader.js';
import { endAfter, forgetAll, turn } from './loop.js';
import { preload } from './preload.js';
import * as p from './primordials.js';
import { joined } from './resolution.js';
import { beforeExit, finish } from '__wasm_rquickjs_builtin/internal/process/ends';
import { initialise, loopTime, onFatal, rejection, uncaught } from './process_state.js';
import { hideInsertions } from './source_text.js';
import { rememberPrototype, rememberPrototypes, reportPrototypes, watched } from './prototypes.js';

const driver = globalThis.__dualgauge;
const ownFile = driver.resolve;
const ownSource = driver.source;
const OWN = ['/usr/local/lib/dualgauge/', '/usr/local/lib/node-builtins/'];
const isOwn = (file) => p.startsWith(file, OWN[0]) || p.startsWith(file, OWN[1]);

/** Modules that texts of the loader and the instrumenter import: loaded by now, as nothing can be read later. */
const SHARED = {
    __proto__: null,
    'dualgauge:facade': ownFile('', 'dualgauge:facade'),
    'dualgauge:counters': ownFile('', 'dualgauge:counters'),
};

driver.resolve = (base, specifier) => {
    // The driver imports its own modules, and the candidate by its path.
    // All of them are there when an execution begins: then a base says nothing, as a text may be evaluated under any name.
    if (!started && isOwn(base) && p.charCodeAt(specifier, 0) !== 47) return ownFile(base, specifier);
    const found = resolveImport(base, specifier);
    if (SHARED[found] !== undefined) return SHARED[found];
    if (p.startsWith(found, 'node:')) return builtinFile(p.slice(found, 5));
    // A package's description may lead anywhere.
    if (isOwn(found)) throw new p.ErrorKind("Cannot find module '" + found + "'");
    return found;
};
driver.source = (file) => (isOwn(file) ? ownSource(file) : sourceOf(file));
let started = false;

/** Node's exit code for a module that awaits what never comes. */
const UNSETTLED = 13;
/** How long the clock may run on for timers when all calls were made: a minute, in nanoseconds. */
const AFTERMATH = 60_000_000_000n;
const AFTERMATH_MILLISECONDS = 60_000;

await installGlobals();
await loadBuiltins(ownFile);
readFilesBy((path) => builtins.fs.readFileSync(path, 'utf8'));
buffersBy((bytes) => builtins.buffer.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
addSlices(builtins.buffer.Buffer);
await preload(createRequire('/app/solution.js'));

let deadline;

/** The process that an execution is, before anything of the candidate runs. */
driver.start = (job) => {
    initialise(p.parseJson(job));
    driver.next = next;
    started = true;
};
driver.begin = (candidate) => {
    const { marker } = calls.begin(candidate);
    if (!marker) return;
    hideInsertions(marker);
    rememberPrototype(Function.prototype);
};
driver.load = calls.load;
driver.run = calls.runProgram;
driver.run_file = (path) => {
    const { process } = builtins;
    process.argv[1] = joined(process.cwd(), path);
    return calls.runFile(path);
};
driver.run_stdin = () => calls.runProgram(builtins.fs.readFileSync(0, 'utf8'));

/** A program has nothing left to do: a text if it wants to go on after all, or its end. */
driver.exit = () => {
    if (beforeExit()) return 'on';
    if (calls.isUnsettled() && builtins.process.exitCode === undefined) {
        builtins.fs.writeSync(2, 'Warning: Detected unsettled top-level await\n');
        builtins.process.exitCode = UNSETTLED;
    }
    host.proc_exit(finish());
    return undefined;
};
driver.find = calls.findEntry;
driver.call = (number, wanted, text) => calls.makeCall(number, wanted, text);
driver.check = reportPrototypes;
driver.watched = watched;
driver.counters = calls.counterBytes;

/** All calls were made: what they left to do may still be done, for a while. */
driver.finish = () => {
    deadline = loopTime() + AFTERMATH;
    endAfter(AFTERMATH_MILLISECONDS);
};

calls.raiseBy((error) => uncaught(error, 'uncaughtException'));
// An error that nothing caught ends a process. Where the host waits for a call, it is what came of the call.
onFatal(calls.failAnswer);
driver.uncaught = (error) => uncaught(error, 'uncaughtException');
driver.rejection = rejection;


/** The next turn of the event loop: true if there was one, a text if an answer is there. */
function next() {
    const answer = calls.takeAnswer();
    if (answer !== undefined) return answer;
    if (deadline !== undefined && loopTime() > deadline) return undefined;
    if (turn() === 'ran') return true;
    return calls.isWaiting() ? calls.giveUp() : undefined;
}

// The language's generator isn't meant for secrets: the host draws, so that each draw is seen, from a seed of the execution.
const { random } = { random: () => host.weak_random() };
p.defineProperty(Math, 'random', { __proto__: null, value: random, writable: true, enumerable: false, configurable: true });

hideLoaded();
// What packages wanted to do later isn't for executions that don't use them.
forgetAll();

rememberPrototypes();

driver.taken = () => {
    delete globalThis.__dualgauge;
};
