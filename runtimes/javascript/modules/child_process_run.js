// The one door to other programs, which the host plays and records.
import { host } from 'dualgauge:host';
import { loopTime } from 'dualgauge:process_state';
import { Buffer } from 'node:buffer';
import { readFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { constants } from 'node:os';
import { describeErrno } from '__wasm_rquickjs_builtin/wasi_errors';

const SPAWN = 0;
const SHELL = 1;
/** What `process_output` reads. */
const STDOUT = 1;
const STDERR = 2;
const MERGED = 3;
/** A status from here on says which signal ended the program. */
const SIGNALLED = 256;
const CHUNK = 64 * 1024;
const NANOSECONDS = 1_000_000n;

let started = 0;

function words(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.byteLength / 4 }, (_, index) => view.getUint32(4 * index, true));
}

/** Texts as the host takes them: each ended by a NUL. */
function strings(list) {
    return list.map((text) => `${text}\0`).join('');
}

function signalName(number) {
    return Object.keys(constants.signals).find((name) => constants.signals[name] === number) ?? 'SIGKILL';
}

/**
 * Starts a program: `argv` is what is asked for, `command` the line if that is a shell's, `cwd` its folder, `env` its environment.
 * Gives `{ code }` where it can't be started, or its `{ id, pid }`.
 */
export function startProgram({ argv, command, cwd, env }) {
    const own = process.cwd();
    const folder = cwd === undefined ? own : resolve(own, cwd);
    const pairs = Object.entries(env ?? process.env).filter(([, value]) => value !== undefined);
    const id = new Uint8Array(4);
    const how = command === undefined ? SPAWN : SHELL;
    const errno = host.process_start(how, strings(argv), folder, strings(pairs.map(([name, value]) => `${name}=${value}`)), id);
    if (errno !== 0) return { code: describeErrno(errno)[0] };
    started += 1;
    return { id: words(id)[0], pid: process.pid + started };
}

function outputOf(id, which, length) {
    const parts = [];
    for (let left = length; left > 0;) {
        const part = new Uint8Array(Math.min(left, CHUNK));
        const written = new Uint8Array(4);
        const errno = host.process_output(id, which, part, written);
        const [count] = words(written);
        if (errno !== 0 || count === 0) break;
        parts.push(Buffer.from(part.buffer, 0, count));
        left -= count;
    }
    return Buffer.concat(parts);
}

/**
 * Runs a program that was started to its end. Gives its `status` or the name of the `signal` that ended it, how many
 * milliseconds passed, and, as functions, its `stdout`, its `stderr` and both as they came.
 */
export function runProgram(id, input) {
    const before = loopTime();
    const result = new Uint8Array(16);
    const errno = host.process_run(id, input, result);
    const [status, out, err, both] = errno === 0 ? words(result) : [SIGNALLED + constants.signals.SIGKILL, 0, 0, 0];
    const wasSignalled = status >= SIGNALLED;
    return {
        status: wasSignalled ? null : status,
        signal: wasSignalled ? signalName(status - SIGNALLED) : null,
        milliseconds: Number((loopTime() - before) / NANOSECONDS),
        stdout: () => outputOf(id, STDOUT, out),
        stderr: () => outputOf(id, STDERR, err),
        merged: () => outputOf(id, MERGED, both),
    };
}

/** What a program reads whose standard input isn't written by this one. Whoever inherits a terminal or a pipe finds nothing. */
export function inputFrom(target) {
    return target?.fd === undefined ? Buffer.alloc(0) : readFileSync(target.fd);
}

function passOn(bytes, target, fd) {
    if (!bytes.length) return;
    if (target === 'inherit') (fd === STDOUT ? process.stdout : process.stderr).write(bytes);
    else if (target.fd !== undefined) writeSync(target.fd, bytes);
    else if (target.stream) target.stream.write(bytes);
}

function isSame(one, other) {
    return (one?.fd !== undefined && one.fd === other?.fd) || (one?.stream !== undefined && one.stream === other?.stream);
}

/** Writes what a program said to where its streams go. Gives what is for this one to read, by descriptor. */
export function distribute(result, targets) {
    const read = [null, null, null];
    if (isSame(targets[STDOUT], targets[STDERR])) {
        passOn(result.merged(), targets[STDOUT], STDOUT);
        return read;
    }
    for (const [fd, output] of [[STDOUT, result.stdout], [STDERR, result.stderr]]) {
        if (targets[fd] === 'pipe') read[fd] = output();
        else if (targets[fd] !== 'ignore') passOn(output(), targets[fd], fd);
    }
    return read;
}
