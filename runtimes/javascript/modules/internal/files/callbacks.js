// The callback half of `node:fs`: the operation is done at once, its callback is called when the loop comes to it.
import { completed } from 'dualgauge:loop';
import * as sync from '__wasm_rquickjs_builtin/internal/files/sync';
import { AbortError, ERR_INVALID_ARG_TYPE } from '__wasm_rquickjs_builtin/internal/errors';

const promisified = Symbol.for('nodejs.util.promisify.custom');

/** Errors of the arguments are thrown at once; those of the operation go to the callback. */
export function isArgumentError(error) {
    return error?.syscall === undefined && typeof error?.code === 'string' && /^ERR_(?:INVALID|OUT_OF_RANGE)/.test(error.code);
}

function callbackOf(args) {
    const callback = args.at(-1);
    if (typeof callback === 'function') return callback;
    throw new ERR_INVALID_ARG_TYPE('cb', 'function', args.length > 1 ? callback : undefined);
}

/** Does `act` and calls back with `results(value)` behind the absent error. */
function attempt(act, callback, results) {
    let value;
    try {
        value = act();
    } catch (error) {
        if (isArgumentError(error)) throw error;
        completed(callback, error, ...results(undefined, true));
        return;
    }
    completed(callback, null, ...results(value, false));
}

const single = (value) => (value === undefined ? [] : [value]);

function callbackForm(name) {
    const act = sync[`${name}Sync`];
    const form = {
        [name](...args) {
            const callback = callbackOf(args);
            const given = args.slice(0, -1);
            const signal = given.at(-1)?.signal;
            if (signal?.aborted) completed(callback, new AbortError(undefined, { cause: signal.reason }));
            else attempt(() => act(...given), callback, single);
        },
    }[name];
    Object.defineProperty(form, 'length', { value: act.length + 1, configurable: true });
    return form;
}

const PLAIN = [
    'access',
    'appendFile',
    'chmod',
    'chown',
    'copyFile',
    'cp',
    'fchmod',
    'fchown',
    'fdatasync',
    'fstat',
    'fsync',
    'ftruncate',
    'futimes',
    'lchown',
    'link',
    'lstat',
    'lutimes',
    'mkdir',
    'mkdtemp',
    'open',
    'opendir',
    'readFile',
    'readdir',
    'readlink',
    'realpath',
    'rename',
    'rm',
    'rmdir',
    'stat',
    'statfs',
    'symlink',
    'truncate',
    'unlink',
    'utimes',
    'writeFile',
];

/** All of them, by name. */
export const callbacks = Object.fromEntries(PLAIN.map((name) => [name, callbackForm(name)]));
callbacks.realpath.native = function native(...args) {
    const callback = callbackOf(args);
    attempt(() => sync.realpathSync.native(...args.slice(0, -1)), callback, single);
};

callbacks.close = function close(
    fd,
    callback = (error) => {
        if (error) throw error;
    },
) {
    if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('cb', 'function', callback);
    attempt(() => sync.closeSync(fd), callback, single);
};

callbacks.exists = function exists(path, callback) {
    if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('cb', 'function', callback);
    completed(callback, sync.existsSync(path));
};
Object.defineProperty(callbacks.exists, promisified, {
    value: (path) =>
        new Promise((resolve) => {
            callbacks.exists(path, resolve);
        }),
});

/** Functions that tell how many bytes were moved, and of which buffer. */
function mover(name, counter, subject) {
    const act = sync[`${name}Sync`];
    const form = {
        [name](...args) {
            const callback = callbackOf(args);
            const [fd, ...rest] = args.slice(0, -1);
            // `fs.read(fd, [options,] callback)` brings its own buffer.
            if (name === 'read' && !ArrayBuffer.isView(rest[0]) && (rest[0] === undefined || typeof rest[0] === 'object')) {
                const { buffer = Buffer.alloc(16384), ...options } = rest[0] ?? {};
                rest.splice(0, rest.length, buffer, options);
            }
            attempt(
                () => act(fd, ...rest),
                callback,
                (moved, failed) => [failed ? 0 : moved, rest[0]],
            );
        },
    }[name];
    Object.defineProperty(form, promisified, {
        value: (...args) =>
            new Promise((resolve, reject) => {
                form(...args, (error, moved, moving) =>
                    error ? reject(error) : resolve({ [counter]: moved, [subject]: moving }),
                );
            }),
    });
    return form;
}

callbacks.read = mover('read', 'bytesRead', 'buffer');
callbacks.readv = mover('readv', 'bytesRead', 'buffers');
callbacks.write = mover('write', 'bytesWritten', 'buffer');
callbacks.writev = mover('writev', 'bytesWritten', 'buffers');
