// node:child_process.
import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';
import process, { nextTick } from 'node:process';
import { Readable, Writable } from 'node:stream';
import { clearTimeout, setImmediate, setTimeout } from 'node:timers';
import { promisify } from 'node:util';
import { execArguments, execFileArguments, signalNumber, spawnArguments, stdioOf } from './child_process_arguments.js';
import { nextPid, runProgram } from './child_process_run.js';
import { ERRNO, abortError, invalidType, needString, nodeError } from './net_errors.js';

const MAX_BUFFER = 1024 * 1024;

function startError(call, { file, args }, code) {
    const error = new Error(`${call} ${file} ${code}`);
    return Object.assign(error, { errno: ERRNO[code], code, syscall: `${call} ${file}`, path: file, spawnargs: args.slice(1) });
}

/** Writes what a child said to where its stream goes; true if the program reads it itself. */
function passOn(bytes, target, fd) {
    if (target === 'pipe') return true;
    if (!bytes.length) return false;
    if (target === 'inherit') (fd === 1 ? process.stdout : process.stderr).write(bytes);
    else if (target.fd !== undefined) writeSync(target.fd, bytes);
    else if (target.stream) target.stream.write(bytes);
    return false;
}

/** A stream of a child's output; what it holds arrives in a later turn. */
function outputOf(bytes) {
    return new Readable({
        read() {
            setImmediate(() => {
                if (bytes.length) this.push(bytes);
                this.push(null);
            });
        },
    });
}

function inputOf() {
    return new Writable({ write: (chunk, encoding, done) => done(), destroy: (error, done) => done(null) });
}

/** A program that was started. */
export class ChildProcess extends EventEmitter {
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
        const targets = stdioOf(options.stdio);
        this.spawnfile = options.file;
        this.spawnargs = options.args;
        const { code, status, stdout, stderr } = runProgram(options);
        const empty = Buffer.alloc(0);
        const outputs = [null, stdout ?? empty, stderr ?? empty];
        this.stdio = targets.map((target, fd) => {
            if (fd === 0) return target === 'pipe' ? inputOf() : null;
            const isPiped = passOn(outputs[fd] ?? empty, target, fd);
            return isPiped ? outputOf(outputs[fd] ?? empty) : null;
        });
        [this.stdin, this.stdout, this.stderr] = this.stdio;
        for (const stream of this.stdio.slice(1)) {
            if (!stream) continue;
            this._closesNeeded++;
            stream.once('close', () => this.#closed());
        }
        if (code) {
            nextTick(() => this.#failed(startError('spawn', options, code)));
            return ERRNO[code];
        }
        this.pid = nextPid(process.pid);
        nextTick(() => this.emit('spawn'));
        setImmediate(() => this.#exited(status));
        return 0;
    }

    #failed(error) {
        this.exitCode = error.errno;
        this.stdin?.destroy();
        this.emit('error', error);
        this.#drain();
        nextTick(() => this.#closed());
    }

    #exited(status) {
        if (this.exitCode !== null || this.signalCode !== null) return;
        this.exitCode = status;
        this.stdin?.destroy();
        this.emit('exit', this.exitCode, this.signalCode);
        this.#drain();
        nextTick(() => this.#closed());
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
        if (this.pid === undefined || this.exitCode !== null || this.signalCode !== null) return false;
        if (number === 0) return true;
        this.killed = true;
        return true;
    }

    [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
        this.kill();
    }

    ref() {}

    unref() {}

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

export function spawn(file, args, options) {
    const given = spawnArguments(file, args, options);
    const child = new ChildProcess();
    const { signal } = given;
    if (signal?.aborted) {
        child.spawnfile = given.file;
        nextTick(() => child.emit('error', abortError(signal)));
        return child;
    }
    child.spawn(given);
    signal?.addEventListener('abort', () => child.kill(given.killSignal) && child.emit('error', abortError(signal)), { once: true });
    return child;
}

export function execFile(...given) {
    const { file, args, options: own, callback } = execFileArguments(...given);
    const options = Object.assign(Object.create(null), { encoding: 'utf8', timeout: 0, maxBuffer: MAX_BUFFER, killSignal: 'SIGTERM' }, own);
    const child = spawn(file, args, { ...options, stdio: undefined });
    const encoding = options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
    const said = { stdout: [], stderr: [] };
    let failure = null;
    let isOver = false;
    const finish = (code = null, signal = null) => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        if (!callback) return;
        const [stdout, stderr] = ['stdout', 'stderr'].map((name) => {
            const bytes = Buffer.concat(said[name]);
            return encoding ? bytes.toString(encoding) : bytes;
        });
        if (!failure && code === 0 && signal === null) {
            callback(null, stdout, stderr);
            return;
        }
        const cmd = [file, ...args].join(' ');
        failure ??= Object.assign(new Error(`Command failed: ${cmd}\n${stderr}`), { code, killed: child.killed, signal });
        failure.cmd = cmd;
        callback(failure, stdout, stderr);
    };
    const timer = options.timeout > 0 ? setTimeout(() => child.kill(options.killSignal), options.timeout) : undefined;
    for (const name of ['stdout', 'stderr']) {
        let size = 0;
        child[name]?.on('data', (chunk) => {
            const bytes = Buffer.from(chunk);
            const room = Math.max(options.maxBuffer - size, 0);
            size += bytes.length;
            said[name].push(size > options.maxBuffer ? bytes.subarray(0, room) : bytes);
            if (size > options.maxBuffer) {
                failure = nodeError(RangeError, 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER', `${name} maxBuffer length exceeded`);
                child.kill(options.killSignal);
                finish();
            }
        });
    }
    child.on('close', finish);
    child.on('error', (error) => {
        failure = error;
        finish();
    });
    return child;
}

export function exec(command, given, done) {
    const { file, options, callback } = execArguments(command, given, done);
    return execFile(file, options, callback);
}

/** `util.promisify` of `exec` and `execFile` resolves with both outputs. */
function promised(original) {
    return (...args) => {
        let child;
        const promise = new Promise((resolve, reject) => {
            child = original(...args, (error, stdout, stderr) => {
                if (error === null) resolve({ stdout, stderr });
                else reject(Object.assign(error, { stdout, stderr }));
            });
        });
        promise.child = child;
        return promise;
    };
}
for (const original of [exec, execFile]) Object.defineProperty(original, promisify.custom, { value: promised(original) });

export function spawnSync(file, args, options) {
    const given = spawnArguments(file, args, options);
    const targets = stdioOf(given.stdio);
    const { input, encoding } = given;
    if (input !== undefined && input !== null && typeof input !== 'string' && !ArrayBuffer.isView(input)) {
        throw invalidType('options.stdio[0]', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
    }
    if (given.killSignal !== undefined) signalNumber(given.killSignal);
    const { code, status, ...outputs } = runProgram(given);
    if (code) {
        const error = startError('spawnSync', given, code);
        return { error, status: null, signal: null, output: null, pid: 0, stdout: null, stderr: null };
    }
    const output = targets.map((target, fd) => {
        if (fd === 0) return null;
        const bytes = [null, outputs.stdout, outputs.stderr][fd] ?? Buffer.alloc(0);
        if (!passOn(bytes, target, fd)) return null;
        return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
    });
    return { pid: nextPid(process.pid), output, stdout: output[1], stderr: output[2], status, signal: null };
}

/** Throws what went wrong with a program that was waited for; otherwise gives its output. */
function outputOrThrow(result, options, command) {
    if (!options.stdio && result.stderr) process.stderr.write(result.stderr);
    if (result.error) throw Object.assign(result.error, result);
    if (result.status === 0) return result.stdout;
    const said = result.stderr?.length ? `\n${result.stderr}` : '';
    throw Object.assign(new Error(`Command failed: ${command}${said}`), result);
}

export function execFileSync(...given) {
    const { file, args, options } = execFileArguments(...given);
    return outputOrThrow(spawnSync(file, args, options), options, [options.argv0 || file, ...args].join(' '));
}

export function execSync(command, given) {
    const { file, options } = execArguments(command, given, null);
    return outputOrThrow(spawnSync(file, options), options, command);
}

export function fork(modulePath, args, options) {
    needString(modulePath, 'modulePath');
    if (args !== undefined && args !== null && !Array.isArray(args)) [args, options] = [[], args];
    const { execPath = process.execPath, execArgv = process.execArgv ?? [], silent, ...rest } = options ?? {};
    const stdio = rest.stdio ?? (silent ? 'pipe' : 'inherit');
    return spawn(execPath, [...execArgv, modulePath, ...(args ?? [])], { ...rest, stdio, shell: false });
}

export function _forkChild() {
    throw nodeError(Error, 'ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
}

export default { ChildProcess, _forkChild, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
