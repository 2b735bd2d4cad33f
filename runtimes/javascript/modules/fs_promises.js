// `node:fs/promises`: each operation is done at once, its promise is settled when the loop comes to it.
import { completed } from 'dualgauge:loop';
import EventEmitter from 'node:events';
import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { constants } from '__wasm_rquickjs_builtin/internal/files/constants';
import * as sync from '__wasm_rquickjs_builtin/internal/files/sync';
import { createReadStream, createWriteStream } from '__wasm_rquickjs_builtin/internal/files/streams';
import { refuseWatching } from '__wasm_rquickjs_builtin/internal/files/watching';
import { EBADF, systemError } from '__wasm_rquickjs_builtin/wasi_errors';
import { AbortError } from '__wasm_rquickjs_builtin/internal/errors';

/** A promise of what `act` gives. */
function later(act) {
    return new Promise((resolve, reject) => {
        let value;
        try {
            value = act();
        } catch (error) {
            completed(reject, error);
            return;
        }
        completed(resolve, value);
    });
}

function checkSignal(options) {
    if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
}

/** Data that may come bit by bit, whole. */
async function gathered(data, options) {
    if (typeof data === 'string' || ArrayBuffer.isView(data) || data === null || typeof data !== 'object') return data;
    if (!(Symbol.asyncIterator in data) && !(Symbol.iterator in data)) return data;
    const chunks = [];
    for await (const chunk of data) {
        checkSignal(options);
        chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, options?.encoding ?? 'utf8') : Buffer.from(chunk));
    }
    return Buffer.concat(chunks);
}

class FileHandle extends EventEmitter {
    #fd;

    constructor(fd) {
        super();
        this.#fd = fd;
    }

    get fd() {
        return this.#fd;
    }
    getAsyncId() {
        return 0;
    }

    #do(syscall, act) {
        return later(() => {
            if (this.#fd < 0) throw Object.assign(systemError(EBADF, syscall), { message: 'file closed' });
            return act(this.#fd);
        });
    }

    appendFile(data, options) {
        return this.writeFile(data, options);
    }
    chmod(mode) {
        return this.#do('fchmod', (fd) => sync.fchmodSync(fd, mode));
    }
    chown(uid, gid) {
        return this.#do('fchown', (fd) => sync.fchownSync(fd, uid, gid));
    }
    datasync() {
        return this.#do('fdatasync', sync.fdatasyncSync);
    }
    sync() {
        return this.#do('fsync', sync.fsyncSync);
    }
    stat(options) {
        return this.#do('fstat', (fd) => sync.fstatSync(fd, options));
    }
    truncate(length = 0) {
        return this.#do('ftruncate', (fd) => sync.ftruncateSync(fd, length));
    }
    utimes(atime, mtime) {
        return this.#do('futimes', (fd) => sync.futimesSync(fd, atime, mtime));
    }

    read(buffer, offset, length, position) {
        let target = buffer;
        let options = offset !== null && typeof offset === 'object' ? offset : { offset, length, position };
        if (!ArrayBuffer.isView(buffer)) {
            options = buffer ?? options;
            target = buffer?.buffer ?? Buffer.alloc(16384);
        }
        return this.#do('read', (fd) => ({ __proto__: null, bytesRead: sync.readSync(fd, target, options), buffer: target }));
    }

    readv(buffers, position) {
        return this.#do('read', (fd) => ({ __proto__: null, bytesRead: sync.readvSync(fd, buffers, position), buffers }));
    }

    async readFile(options) {
        checkSignal(options);
        return this.#do('read', (fd) => sync.readFileSync(fd, options));
    }

    write(data, ...rest) {
        return this.#do('write', (fd) => ({ __proto__: null, bytesWritten: sync.writeSync(fd, data, ...rest), buffer: data }));
    }

    writev(buffers, position) {
        return this.#do('write', (fd) => ({ __proto__: null, bytesWritten: sync.writevSync(fd, buffers, position), buffers }));
    }

    async writeFile(data, options) {
        checkSignal(options);
        const whole = await gathered(data, options);
        return this.#do('write', (fd) => sync.writeFileSync(fd, whole, options));
    }

    readLines(options) {
        const lines = async function* (input) {
            let rest = '';
            for await (const chunk of input) {
                const parts = (rest + chunk).split(/\r?\n/);
                rest = parts.pop();
                yield* parts;
            }
            if (rest !== '') yield rest;
        };
        return lines(this.createReadStream({ encoding: 'utf8', ...options }));
    }

    readableWebStream() {
        return Readable.toWeb(this.createReadStream());
    }
    createReadStream(options) {
        return createReadStream(undefined, { ...options, fd: this });
    }
    createWriteStream(options) {
        return createWriteStream(undefined, { ...options, fd: this });
    }

    close() {
        if (this.#fd < 0) return Promise.resolve();
        const fd = this.#fd;
        this.#fd = -1;
        return later(() => sync.closeSync(fd)).then(() => {
            this.emit('close');
        });
    }

    [Symbol.asyncDispose ?? Symbol('asyncDispose')]() {
        return this.close();
    }
}

function promiseForm(name) {
    const act = sync[`${name}Sync`];
    const form = {
        async [name](...args) {
            return later(() => act(...args));
        },
    }[name];
    Object.defineProperty(form, 'length', { value: act.length, configurable: true });
    return form;
}

const PLAIN = [
    'access',
    'chmod',
    'chown',
    'copyFile',
    'cp',
    'lchown',
    'link',
    'lstat',
    'lutimes',
    'mkdir',
    'mkdtemp',
    'opendir',
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
];
const forms = Object.fromEntries(PLAIN.map((name) => [name, promiseForm(name)]));

export const {
    access,
    chmod,
    chown,
    copyFile,
    cp,
    lchown,
    link,
    lstat,
    lutimes,
    mkdir,
    mkdtemp,
    opendir,
    readdir,
    readlink,
    realpath,
    rename,
    rm,
    rmdir,
    stat,
    statfs,
    symlink,
    truncate,
    unlink,
    utimes,
} = forms;

export async function open(path, flags, mode) {
    return later(() => new FileHandle(sync.openSync(path, flags, mode)));
}

export async function readFile(path, options) {
    checkSignal(options);
    return path instanceof FileHandle ? path.readFile(options) : later(() => sync.readFileSync(path, options));
}

export async function writeFile(path, data, options) {
    checkSignal(options);
    if (path instanceof FileHandle) return path.writeFile(data, options);
    const whole = await gathered(data, options);
    return later(() => sync.writeFileSync(path, whole, options));
}

export async function appendFile(path, data, options) {
    if (path instanceof FileHandle) return path.appendFile(data, options);
    return later(() => sync.appendFileSync(path, data, options));
}

export async function lchmod() {
    throw Object.assign(new Error('The lchmod() method is not implemented'), { code: 'ERR_METHOD_NOT_IMPLEMENTED' });
}

export async function* watch(path) {
    refuseWatching(path);
}

export { constants };
export default {
    access,
    copyFile,
    cp,
    open,
    opendir,
    rename,
    truncate,
    rm,
    rmdir,
    mkdir,
    readdir,
    readlink,
    symlink,
    lstat,
    stat,
    statfs,
    link,
    unlink,
    chmod,
    lchmod,
    lchown,
    chown,
    utimes,
    lutimes,
    realpath,
    mkdtemp,
    writeFile,
    appendFile,
    readFile,
    watch,
    constants,
};
