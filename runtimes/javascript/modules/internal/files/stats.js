// What `node:fs` gives of files and folders: Stats, Dirent, Dir.
import { completed } from 'dualgauge:loop';
import { ERR_DIR_CLOSED, ERR_INVALID_ARG_TYPE } from '__wasm_rquickjs_builtin/internal/errors';

const TYPE_MASK = 0o170000;
const BLOCK = 512;
const PAGE = 4096;

function StatsBase() {}

for (const [name, type] of [
    ['isDirectory', 0o040000],
    ['isFile', 0o100000],
    ['isBlockDevice', 0o060000],
    ['isCharacterDevice', 0o020000],
    ['isSymbolicLink', 0o120000],
    ['isFIFO', 0o010000],
    ['isSocket', 0o140000],
]) {
    StatsBase.prototype[name] = {
        [name]() {
            return (Number(this.mode) & TYPE_MASK) === type;
        },
    }[name];
}

export function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
    Object.assign(this, { dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs });
    // Node rounds as a Date does that is made of a time half a microsecond later.
    const date = (time) => new Date(Number(time) + 0.5);
    this.atime = date(atimeMs);
    this.mtime = date(mtimeMs);
    this.ctime = date(ctimeMs);
    this.birthtime = date(birthtimeMs);
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);

function BigIntStats(numbers, nanoseconds) {
    Object.assign(this, numbers);
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) this[`${name}Ms`] = nanoseconds[name] / 1_000_000n;
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) this[`${name}Ns`] = nanoseconds[name];
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) this[name] = new Date(Number(this[`${name}Ms`]));
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);
Object.setPrototypeOf(BigIntStats, StatsBase);

/** Makes a Stats of what the file system tells; with `big`, one of BigInts. */
export function makeStats(found, big) {
    const { type, dev, mode, nlink, uid, gid, ino, size, atimeNs, mtimeNs, ctimeNs } = found;
    const isDevice = type === 2;
    const rdev = isDevice ? 0x8800 : 0;
    const blksize = isDevice ? 1024 : PAGE;
    const blocks = type === 3 ? PAGE / BLOCK : Math.ceil(size / PAGE) * (PAGE / BLOCK);
    const birth = mtimeNs < ctimeNs ? mtimeNs : ctimeNs;
    if (big) {
        const numbers = { dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks };
        for (const name of Object.keys(numbers)) numbers[name] = BigInt(numbers[name]);
        return new BigIntStats(numbers, { atime: atimeNs, mtime: mtimeNs, ctime: ctimeNs, birthtime: birth });
    }
    const ms = (time) => Number(time) / 1e6;
    return new Stats(
        dev,
        mode,
        nlink,
        uid,
        gid,
        rdev,
        blksize,
        ino,
        size,
        blocks,
        ms(atimeNs),
        ms(mtimeNs),
        ms(ctimeNs),
        ms(birth),
    );
}

const typeOf = Symbol('type');
/** libuv's numbers for WASI's types of files. */
const KINDS = { 2: 6, 3: 2, 4: 1, 7: 3 };

export class Dirent {
    constructor(name, type, path) {
        this.name = name;
        this.parentPath = path;
        this.path = path;
        this[typeOf] = type;
    }

    isDirectory() {
        return this[typeOf] === 2;
    }
    isFile() {
        return this[typeOf] === 1;
    }
    isBlockDevice() {
        return this[typeOf] === 7;
    }
    isCharacterDevice() {
        return this[typeOf] === 6;
    }
    isSymbolicLink() {
        return this[typeOf] === 3;
    }
    isFIFO() {
        return this[typeOf] === 4;
    }
    isSocket() {
        return this[typeOf] === 5;
    }
}

export const makeDirent = (name, type, path) => new Dirent(name, KINDS[type] ?? 0, path);

/** An opened folder: its entries as they were when it was opened. */
export class Dir {
    #entries;
    #path;
    #closed = false;

    constructor(path, entries) {
        this.#path = path;
        this.#entries = entries;
    }

    get path() {
        return this.#path;
    }

    #check() {
        if (this.#closed) throw new ERR_DIR_CLOSED();
    }

    readSync() {
        this.#check();
        return this.#entries.shift() ?? null;
    }

    closeSync() {
        this.#check();
        this.#closed = true;
    }

    #later(act, callback) {
        if (callback === undefined) {
            return new Promise((resolve, reject) => {
                const value = this.#attempt(act, reject);
                if (value !== reject) completed(resolve, value);
            });
        }
        if (typeof callback !== 'function') throw new ERR_INVALID_ARG_TYPE('callback', 'function', callback);
        const value = act();
        completed(callback, null, value);
        return undefined;
    }

    #attempt(act, reject) {
        try {
            return act();
        } catch (error) {
            reject(error);
            return reject;
        }
    }

    read(callback) {
        return this.#later(() => this.readSync(), callback);
    }
    close(callback) {
        return this.#later(() => this.closeSync(), callback);
    }

    async *entries() {
        try {
            for (let entry = await this.read(); entry !== null; entry = await this.read()) yield entry;
        } finally {
            if (!this.#closed) await this.close();
        }
    }

    [Symbol.asyncIterator]() {
        return this.entries();
    }
}
