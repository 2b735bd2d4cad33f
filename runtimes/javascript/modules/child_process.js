// node:child_process.
import { Buffer } from 'node:buffer';
import process, { nextTick } from 'node:process';
import { clearTimeout, setTimeout } from 'node:timers';
import { promisify } from 'node:util';
import { execArguments, execFileArguments, signalNumber, spawnArguments, stdioOf } from './child_process_arguments.js';
import { ChildProcess, startError } from './child_process_child.js';
import { distribute, inputFrom, runProgram, startProgram } from './child_process_run.js';
import { abortError, invalidType, needString, nodeError } from './net_errors.js';

const MAX_BUFFER = 1024 * 1024;

export { ChildProcess };

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
    if (given.timeout > 0) {
        const timer = setTimeout(() => child.kill(given.killSignal), given.timeout);
        child.once('exit', () => clearTimeout(timer));
        child.once('error', () => clearTimeout(timer));
    }
    signal?.addEventListener('abort', () => child.kill(given.killSignal) && child.emit('error', abortError(signal)), { once: true });
    return child;
}

export function execFile(...given) {
    const { file, args, options: own, callback } = execFileArguments(...given);
    const options = Object.assign(Object.create(null), { encoding: 'utf8', timeout: 0, maxBuffer: MAX_BUFFER, killSignal: 'SIGTERM' }, own);
    const child = spawn(file, args, { ...options, stdio: undefined, timeout: 0 });
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
    const { code, id, pid } = startProgram(given);
    if (code) {
        const error = startError('spawnSync', given, code);
        return { error, status: null, signal: null, output: null, pid: 0, stdout: null, stderr: null };
    }
    const result = runProgram(id, inputOf(given, targets[0]));
    const isLate = given.timeout > 0 && result.milliseconds >= given.timeout;
    const outputs = distribute(isLate ? NOTHING : result, targets);
    const most = given.maxBuffer ?? MAX_BUFFER;
    const isLong = outputs.some((bytes) => bytes?.length > most);
    const output = outputs.map((bytes) => {
        const kept = bytes?.subarray(0, most) ?? null;
        return kept && encoding && encoding !== 'buffer' ? kept.toString(encoding) : kept;
    });
    const ended = { pid, output, stdout: output[1], stderr: output[2], status: result.status, signal: result.signal };
    if (!isLate && !isLong) return ended;
    const error = startError('spawnSync', given, isLate ? 'ETIMEDOUT' : 'ENOBUFS');
    return { error, ...ended, status: null, signal: given.killSignal ?? 'SIGTERM' };
}

const NOTHING = { stdout: () => Buffer.alloc(0), stderr: () => Buffer.alloc(0), merged: () => Buffer.alloc(0) };

function inputOf({ input, encoding }, target) {
    if (input === undefined || input === null) return inputFrom(target);
    if (typeof input === 'string') return Buffer.from(input, Buffer.isEncoding(encoding) ? encoding : 'utf8');
    return Buffer.from(input.buffer, input.byteOffset, input.byteLength);
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
