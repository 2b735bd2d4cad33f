// The arguments of node:child_process, checked as Node checks them.
import { constants } from 'node:os';
import { URL, fileURLToPath } from 'node:url';
import { Stream } from 'node:stream';
import { invalidType, invalidValue, needFunction, needSignal, needString, nodeError, outOfRange } from './net_errors.js';

function noNull(value, name) {
    if (typeof value !== 'string' || !value.includes('\0')) return;
    throw invalidValue(name, value.replaceAll('\0', '\\x00'), 'must be a string without null bytes');
}

function needObject(value, name) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw invalidType(name, 'Object', value);
}

/** `(file, args, options, callback)` with any of the middle ones left out, as `execFile` takes them. */
export function execFileArguments(file, args, options, callback) {
    if (Array.isArray(args)) args = [...args];
    else if (args !== null && typeof args === 'object') [args, options, callback] = [[], args, options];
    else if (typeof args === 'function') [args, options, callback] = [[], {}, args];
    if (typeof options === 'function') [options, callback] = [{}, options];
    else if (options !== undefined && options !== null) needObject(options, 'options');
    if (callback !== undefined && callback !== null) needFunction(callback, 'callback');
    return { file, args: args ?? [], options: options ?? {}, callback };
}

/** `(command, options, callback)` of `exec` in the form of `execFile`. */
export function execArguments(command, options, callback) {
    needString(command, 'command');
    noNull(command, 'command');
    if (typeof options === 'function') [options, callback] = [undefined, options];
    const copy = Object.assign(Object.create(null), options);
    copy.shell = typeof copy.shell === 'string' ? copy.shell : true;
    return { file: command, options: copy, callback };
}

/** `(file, args, options)` of `spawn`: the program's argument vector, and its command line if a shell is to read it. */
export function spawnArguments(file, args, options) {
    needString(file, 'file');
    noNull(file, 'file');
    if (file.length === 0) throw invalidValue('file', file, 'cannot be empty');
    if (Array.isArray(args)) args = [...args];
    else if (args === undefined || args === null) args = [];
    else if (typeof args !== 'object') throw invalidType('args', 'object', args);
    else [args, options] = [[], args];
    for (const [index, arg] of args.entries()) noNull(arg, `args[${index}]`);
    if (options !== undefined) needObject(options, 'options');
    // A copy without a prototype: what somebody put on Object.prototype is no option.
    options = Object.assign(Object.create(null), options);
    checkOptions(options);
    if (options.cwd instanceof URL) options.cwd = fileURLToPath(options.cwd);
    args = args.map(String);
    if (!options.shell) return { ...options, file, args: [options.argv0 ?? file, ...args], argv: [file, ...args] };
    const command = [file, ...args].join(' ');
    const shell = typeof options.shell === 'string' ? options.shell : '/bin/sh';
    return { ...options, file: shell, args: [options.argv0 ?? shell, '-c', command], argv: [shell, '-c', command], command };
}

function checkOptions(options) {
    const { cwd, shell, detached, uid, gid, argv0, env, timeout, maxBuffer, signal, windowsHide } = options;
    if (cwd !== undefined && cwd !== null) {
        if (typeof cwd !== 'string' && !(cwd instanceof URL)) throw invalidType('options.cwd', ['string', 'Buffer', 'URL'], cwd);
        noNull(cwd, 'options.cwd');
    } else {
        options.cwd = undefined;
    }
    for (const [name, value] of Object.entries({ detached, windowsHide })) {
        if (value !== undefined && value !== null && typeof value !== 'boolean') throw invalidType(`options.${name}`, 'boolean', value);
    }
    for (const [name, value] of Object.entries({ uid, gid })) {
        if (value !== undefined && value !== null && !Number.isInteger(value)) throw invalidType(`options.${name}`, 'int32', value);
    }
    if (shell !== undefined && shell !== null && typeof shell !== 'boolean' && typeof shell !== 'string') {
        throw invalidType('options.shell', ['boolean', 'string'], shell);
    }
    noNull(shell, 'options.shell');
    if (argv0 !== undefined && argv0 !== null) {
        needString(argv0, 'options.argv0');
        noNull(argv0, 'options.argv0');
    }
    for (const name of Object.keys(env ?? {})) {
        noNull(name, `options.env['${name}']`);
        noNull(env[name], `options.env['${name}']`);
    }
    if (timeout !== undefined && timeout !== null && !(Number.isInteger(timeout) && timeout >= 0)) {
        throw outOfRange('timeout', 'an unsigned integer', timeout);
    }
    if (maxBuffer !== undefined && maxBuffer !== null && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) {
        throw outOfRange('options.maxBuffer', 'a positive number', maxBuffer);
    }
    needSignal(signal, 'options.signal');
}

/** A signal's number; throws for what is none. */
export function signalNumber(signal) {
    const number = typeof signal === 'number' ? signal : constants.signals[String(signal).toUpperCase()];
    if (number === undefined || (number !== 0 && !Object.values(constants.signals).includes(number))) {
        throw nodeError(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
    }
    return number;
}

const NAMED = { pipe: ['pipe'], overlapped: ['pipe'], ignore: ['ignore'], inherit: ['inherit'], ipc: ['ipc'] };

/** Where the streams of a child go: for each `pipe`, `ignore`, `inherit`, `ipc`, `{ fd }` or `{ stream }`. */
export function stdioOf(stdio) {
    if (typeof stdio === 'string') {
        if (!NAMED[stdio] || stdio === 'ipc') throw invalidValue('stdio', stdio);
        stdio = new Array(3).fill(stdio);
    } else if (stdio === undefined || stdio === null) {
        stdio = [];
    } else if (!Array.isArray(stdio)) {
        throw invalidValue('stdio', stdio);
    }
    const list = [...stdio];
    while (list.length < 3) list.push(undefined);
    return list.map((one, index) => {
        if (one === undefined || one === null) return index < 3 ? 'pipe' : 'ignore';
        if (NAMED[one]) return NAMED[one][0];
        if (typeof one === 'number') return one === index ? 'inherit' : { fd: one };
        if (typeof one?.fd === 'number') return one.fd === index ? 'inherit' : { fd: one.fd };
        if (one instanceof Stream) return { stream: one };
        throw invalidValue('stdio', one);
    });
}
