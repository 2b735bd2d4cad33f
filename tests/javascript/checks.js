// How the scripts beside this file check things. Each check is reported on a line of its own, in JSON; the scripts run in
// node as well, where what only holds in the sandbox is left out.
'use strict';
const assert = require('assert');

const inSandbox = typeof WebAssembly === 'undefined';
const checks = [];

/** It does what Node 20 does. */
const works = (name, check) => checks.push({ kind: 'works', name, check });

/** It is there, but does something else: `name` says what. */
const differs = (name, check) => checks.push({ kind: 'differs', name, check });

/** It isn't there, and says so clearly: what it throws, or gives to a promise or an `error` event, matches. */
const refused = (name, check, expected) => checks.push({ kind: 'refused', name, check: () => assert.rejects(async () => check(), expected) });

/** Waits for a function that calls back. */
const called = (start) => new Promise((resolve, reject) => {
    start((error, ...values) => (error ? reject(error) : resolve(values.length > 1 ? values : values[0])));
});

/** Waits for an event. */
const event = (emitter, name) => new Promise((resolve, reject) => {
    emitter.once(name, resolve);
    if (name !== 'error') emitter.once('error', reject);
});

const DEADLINE = 5000;

// An error that nothing catches is the fault of the check under way.
let fail = () => {};
process.on('uncaughtException', (error) => fail(error));

async function run() {
    for (const { kind, name, check } of checks) {
        if (kind !== 'works' && !inSandbox) continue;
        let timer;
        const late = new Promise((_, reject) => {
            fail = reject;
            timer = setTimeout(() => reject(new Error('it takes too long')), DEADLINE);
        });
        let why;
        try {
            await Promise.race([(async () => check())(), late]);
        } catch (error) {
            why = String(error?.stack ?? error);
        }
        clearTimeout(timer);
        process.stdout.write(`${JSON.stringify({ kind, name, why })}\n`);
    }
    process.stdout.write('"done"\n');
    process.exit(0);
}
setImmediate(run);

module.exports = { assert, called, differs, event, inSandbox, refused, works };
