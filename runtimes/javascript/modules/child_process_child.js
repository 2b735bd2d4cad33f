// A program that was started, and its streams.
import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import { nextTick } from 'node:process';
import { Readable, Writable } from 'node:stream';
import { cancel, reference, schedule } from 'dualgauge:loop';
import { setImmediate } from 'node:timers';
import { _captureContext, _restoreContext } from 'node:async_hooks';
import { constants } from 'node:os';
import { signalNumber, stdioOf } from './child_process_arguments.js';
import { distribute, inputFrom, runProgram, startProgram } from './child_process_run.js';
import { ERRNO, nodeError } from './net_errors.js';

/** How long a program whose input nobody has begun to write waits for it, and one whose input nobody ends, in milliseconds. */
const UNTOUCHED = 10;
const UNENDED = 1000;

export function startError(call, { file, args }, code) {
    const error = new Error(`${call} ${file} ${code}`);
    return Object.assign(error, { errno: ERRNO[code], code, syscall: `${call} ${file}`, path: file, spawnargs: args.slice(1) });
}

/** A stream of a program's output, which comes when it has run. */
function outputStream() {
    return new Readable({ read() {} });
}

/**
 * A program that was started. The host runs a program in one go, so this one waits until its input is complete: until that is
 * ended, or nobody has written to it for a while, as many programs never read theirs.
 */
export class ChildProcess extends EventEmitter {
    #id;
    #targets = [];
    #input = [];
    #wait = null;
    #isReferenced = true;
    #hasRun = false;

    constructor() {
        super();
        this._closesNeeded = 1;
        this.connected = false;
        this.signalCode = null;
        this.exitCode = null;
        this.killed = false;
        this.spawnfile = null;
        this.pid = undefined;
        this.stdin = this.stdout = this.stderr = null;
        this.stdio = [];
    }

    spawn(options) {
        this.#targets = stdioOf(options.stdio);
        this.spawnfile = options.file;
        this.spawnargs = options.args;
        const { code, id, pid } = startProgram(options);
        this.#id = id;
        this.#openStreams();
        if (code) {
            nextTick(() => this.#failed(startError('spawn', options, code)));
            return ERRNO[code];
        }
        this.pid = pid;
        nextTick(() => this.emit('spawn'));
        const [target] = this.#targets;
        if (target === 'pipe') {
            this.#runIn(UNTOUCHED);
        } else {
            this.#input.push(inputFrom(target));
            this.#runIn(0);
        }
        return 0;
    }

    #openStreams() {
        this.stdio = this.#targets.map((target, fd) => {
            if (target !== 'pipe') return null;
            return fd === 0 ? this.#inputStream() : outputStream();
        });
        [this.stdin, this.stdout, this.stderr] = this.stdio;
        for (const stream of this.stdio.slice(1)) {
            if (!stream) continue;
            this._closesNeeded++;
            stream.once('close', () => this.#closed());
        }
    }

    #inputStream() {
        return new Writable({
            write: (chunk, encoding, done) => {
                if (this.#hasRun) {
                    done(Object.assign(new Error('write EPIPE'), { errno: ERRNO.EPIPE, code: 'EPIPE', syscall: 'write' }));
                    return;
                }
                this.#input.push(Buffer.from(chunk));
                this.#runIn(UNENDED);
                done();
            },
            final: (done) => {
                this.#runIn(0);
                done();
            },
            destroy: (error, done) => {
                this.#runIn(0);
                done(null);
            },
        });
    }

    #runIn(milliseconds) {
        if (this.#hasRun || this.pid === undefined) return;
        this.#forgetWait();
        if (milliseconds === 0) {
            const wait = setImmediate(() => this.#run());
            if (!this.#isReferenced) wait.unref();
            return;
        }
        this.#wait = this.#after(milliseconds, this.#run, this.#isReferenced);
    }

    #forgetWait() {
        if (this.#wait !== null) cancel(this.#wait);
        this.#wait = null;
    }

    /** Calls a function of this later: time that passes until then is not the program's own sleep. */
    #after(milliseconds, callback, isReferenced) {
        const context = _captureContext();
        return schedule(() => _restoreContext(context, callback, this, []), milliseconds, isReferenced, true);
    }

    #run() {
        if (this.#hasRun) return;
        this.#hasRun = true;
        this.#forgetWait();
        const result = runProgram(this.#id, Buffer.concat(this.#input));
        this.#input = [];
        const finish = () => {
            if (this.#isOver) return;
            const output = distribute(result, this.#targets);
            for (const [fd, stream] of this.stdio.entries()) if (fd > 0 && output[fd]?.length) stream.push(output[fd]);
            setImmediate(() => this.#exited(result.status, result.signal));
        };
        // Timers that were due while it ran go off before it has ended.
        if (result.milliseconds > 0) this.#after(1, finish, true);
        else finish();
    }

    get #isOver() {
        return this.exitCode !== null || this.signalCode !== null;
    }

    #failed(error) {
        this.exitCode = error.errno;
        this.stdin?.destroy();
        this.#endOutput();
        this.emit('error', error);
        this.#drain();
        nextTick(() => this.#closed());
    }

    #exited(status, signal) {
        if (this.#isOver) return;
        this.exitCode = status;
        this.signalCode = signal;
        this.stdin?.destroy();
        this.#endOutput();
        this.emit('exit', this.exitCode, this.signalCode);
        this.#drain();
        nextTick(() => this.#closed());
    }

    #endOutput() {
        for (const stream of this.stdio.slice(1)) if (stream && !stream.destroyed) stream.push(null);
    }

    /** Output that nobody reads must not keep the end from being told. */
    #drain() {
        for (const stream of this.stdio.slice(1)) {
            if (stream && !stream.readableListening && stream.readableFlowing === null) stream.resume();
        }
    }

    #closed() {
        if (--this._closesNeeded === 0) this.emit('close', this.exitCode, this.signalCode);
    }

    kill(signal = 'SIGTERM') {
        const number = signalNumber(signal);
        if (this.pid === undefined || this.#isOver) return false;
        if (number === 0) return true;
        this.killed = true;
        this.#forgetWait();
        this.#hasRun = true;
        const name = Object.keys(constants.signals).find((known) => constants.signals[known] === number);
        setImmediate(() => this.#exited(null, name));
        return true;
    }

    [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
        this.kill();
    }

    ref() {
        this.#isReferenced = true;
        if (this.#wait !== null) reference(this.#wait, true);
    }

    unref() {
        this.#isReferenced = false;
        if (this.#wait !== null) reference(this.#wait, false);
    }

    disconnect() {
        this.emit('error', nodeError(Error, 'ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected'));
    }

    send(message, ...rest) {
        const callback = rest.find((value) => typeof value === 'function');
        const error = nodeError(Error, 'ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
        nextTick(() => (callback ? callback(error) : this.emit('error', error)));
        return false;
    }
}
