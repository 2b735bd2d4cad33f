// Files by WASI preview 1: each function gives `{ errno }` or what was asked for, and knows nothing of Node's shapes.
import { host } from 'dualgauge:host';
import { workingDirectory } from 'dualgauge:process_state';
import { EBADF, EEXIST, EINVAL, EISDIR, ELOOP, ENOENT } from '__wasm_rquickjs_builtin/wasi_errors';

/** The descriptor of the root folder, from which all paths start. The guest may not use it itself. */
const ROOT = 3;
const FOLLOW = 1;
const OFLAG_CREATE = 1;
const OFLAG_DIRECTORY = 2;
const OFLAG_EXCLUSIVE = 4;
const OFLAG_TRUNCATE = 8;
const FDFLAG_APPEND = 1;
const RIGHT_READ = 1n << 1n;
const RIGHT_WRITE = 1n << 6n;
const RIGHT_READDIR = 1n << 14n;
const SET_TIMES = 1 | 4;
/** Bytes that one call moves at most: a bigger buffer would be allocated before it is known whether it is needed. */
const CHUNK = 1 << 16;
const LINK_LIMIT = 40;

export const FILETYPE = { 2: 'char', 3: 'directory', 4: 'file', 7: 'symlink' };

/** Paths that mean a standard stream, which the file system doesn't hold. */
const STREAMS = new Map([
    ['/dev/stdin', 0],
    ['/dev/stdout', 1],
    ['/dev/stderr', 2],
    ['/dev/fd/0', 0],
    ['/dev/fd/1', 1],
    ['/dev/fd/2', 2],
    ['/proc/self/fd/0', 0],
    ['/proc/self/fd/1', 1],
    ['/proc/self/fd/2', 2],
]);
/** Descriptors of opened standard streams: preview 1 has no `dup`, so the numbers are our own. */
const streamCopies = new Map();
const FIRST_COPY = 1 << 16;

const word = new Uint8Array(8);
const wordView = new DataView(word.buffer);

/**
 * The bytes of a path, from the current folder. A lone surrogate U+DC80..U+DCFF stands for a byte that is no UTF-8 (see
 * `pathText`).
 */
export function pathBytes(path) {
    return nameBytes(path.startsWith('/') || path === '' ? path : `${workingDirectory().replace(/\/$/, '')}/${path}`);
}

/** The bytes of a name or path as it is written. */
export function nameBytes(name) {
    if (!/[\uDC80-\uDCFF]/.test(name)) return host.encode(name);
    const parts = [];
    for (const character of name) {
        const unit = character.codePointAt(0);
        if (unit >= 0xdc80 && unit <= 0xdcff) parts.push(unit - 0xdc00);
        else parts.push(...host.encode(character));
    }
    return Uint8Array.from(parts);
}

/** The text of a path's bytes; bytes that are no UTF-8 are kept as lone surrogates, as Python's surrogateescape does. */
export function pathText(bytes) {
    const text = host.decode(bytes);
    if (!text.includes('\uFFFD')) return text;
    const kept = host.encode(text);
    if (kept.length === bytes.length && kept.every((byte, index) => byte === bytes[index])) return text;
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
}

/** The descriptor that the host knows for one of the guest's. */
function hostDescriptor(fd) {
    return streamCopies.get(fd) ?? (fd === ROOT ? -1 : fd);
}

function call(name, fd, ...rest) {
    const number = hostDescriptor(fd);
    return number < 0 ? EBADF : host[name](number, ...rest);
}

/** Opens; `flags` as in `open(2)` on Linux. */
export function open(path, flags, mode) {
    const stream = STREAMS.get(path);
    if (stream !== undefined) {
        const fd = FIRST_COPY + streamCopies.size;
        streamCopies.set(fd, stream);
        return { errno: 0, fd };
    }
    if (path === '') return { errno: ENOENT };
    const access = flags & 3;
    let rights = access === 1 ? 0n : RIGHT_READ;
    if (access !== 0) rights |= RIGHT_WRITE;
    if (access === 3) return { errno: EINVAL };
    const create = flags & 0o100;
    const oflags =
        (create ? OFLAG_CREATE : 0) |
        (flags & 0o200 && create ? OFLAG_EXCLUSIVE : 0) |
        (flags & 0o1000 ? OFLAG_TRUNCATE : 0) |
        (flags & 0o200000 ? OFLAG_DIRECTORY : 0);
    const follow = flags & 0o400000 ? 0 : FOLLOW;
    if (create) host.create_mode(mode & 0o7777);
    const errno = host.path_open(ROOT, follow, pathBytes(path), oflags, rights, 0n, flags & 0o2000 ? FDFLAG_APPEND : 0, word);
    return errno ? { errno } : { errno, fd: wordView.getUint32(0, true) };
}

export function close(fd) {
    if (streamCopies.delete(fd)) return 0;
    return call('fd_close', fd);
}

/** Reads up to `length` bytes, from `position` or (null) from where the descriptor stands. */
export function read(fd, length, position) {
    const chunks = [];
    let total = 0;
    while (total < length) {
        const chunk = new Uint8Array(Math.min(CHUNK, length - total));
        const errno =
            position === null
                ? call('fd_read', fd, chunk, word)
                : call('fd_pread', fd, chunk, BigInt(position) + BigInt(total), word);
        if (errno) {
            if (total === 0) return { errno };
            break;
        }
        const moved = wordView.getUint32(0, true);
        total += moved;
        chunks.push(moved === chunk.length ? chunk : chunk.subarray(0, moved));
        // A stream gives what it has; to ask again could wait.
        if (moved < chunk.length || hostDescriptor(fd) <= 2) break;
    }
    return { errno: 0, bytes: join(chunks, total) };
}

/** Reads to the end, at most `limit` bytes. */
export function readAll(fd, limit) {
    const chunks = [];
    let total = 0;
    for (;;) {
        const { errno, bytes } = read(fd, Math.min(CHUNK, limit - total), null);
        if (errno) return { errno };
        if (bytes.length === 0) return { errno: 0, bytes: join(chunks, total) };
        chunks.push(bytes);
        total += bytes.length;
    }
}

function join(chunks, total) {
    if (chunks.length === 1) return chunks[0].length === chunks[0].buffer.byteLength ? chunks[0] : chunks[0].slice();
    const all = new Uint8Array(total);
    let at = 0;
    for (const chunk of chunks) {
        all.set(chunk, at);
        at += chunk.length;
    }
    return all;
}

/** Writes all the bytes; `written` may be less than asked for when an error came in between. */
export function write(fd, bytes, position) {
    let written = 0;
    do {
        const rest = written ? bytes.subarray(written) : bytes;
        const errno =
            position === null
                ? call('fd_write', fd, rest, word)
                : call('fd_pwrite', fd, rest, BigInt(position) + BigInt(written), word);
        if (errno) return written ? { errno: 0, written } : { errno };
        const moved = wordView.getUint32(0, true);
        if (moved === 0) break;
        written += moved;
    } while (written < bytes.length);
    return { errno: 0, written };
}

const fileStat = new Uint8Array(64);
const fileStatView = new DataView(fileStat.buffer);
const extra = new Uint8Array(16);
const extraView = new DataView(extra.buffer);

function statRecord() {
    const type = fileStat[16];
    const size = Number(fileStatView.getBigUint64(32, true));
    const time = (at) => fileStatView.getBigUint64(at, true);
    const bits = { 2: 0o020000, 3: 0o040000, 4: 0o100000, 7: 0o120000 }[type] ?? 0;
    return {
        type,
        dev: Number(fileStatView.getBigUint64(0, true)),
        ino: Number(fileStatView.getBigUint64(8, true)),
        mode: bits | extraView.getUint32(0, true),
        nlink: extraView.getUint32(12, true),
        uid: extraView.getUint32(4, true),
        gid: extraView.getUint32(8, true),
        size,
        atimeNs: time(40),
        mtimeNs: time(48),
        ctimeNs: time(56),
    };
}

/** What a path leads to, or (without `follow`) the path itself. */
export function stat(path, follow) {
    if (path === '') return { errno: ENOENT };
    if (STREAMS.has(path)) return statDescriptor(STREAMS.get(path));
    const bytes = pathBytes(path);
    const errno =
        host.path_filestat_get(ROOT, follow ? FOLLOW : 0, bytes, fileStat) || host.stat_path(bytes, follow ? 1 : 0, extra);
    return errno ? { errno } : { errno, stat: statRecord() };
}

export function statDescriptor(fd) {
    const number = hostDescriptor(fd);
    const errno = call('fd_filestat_get', fd, fileStat);
    if (errno) return { errno };
    if (number <= 2) {
        extra.fill(0);
        extraView.setUint32(0, 0o620, true);
        extraView.setUint32(4, 1000, true);
        extraView.setUint32(8, 5, true);
        extraView.setUint32(12, 1, true);
    } else {
        const failed = call('stat_fd', fd, extra);
        if (failed) return { errno: failed };
    }
    return { errno: 0, stat: statRecord() };
}

/** The names in a folder with their types, sorted as libuv sorts them. */
export function list(path) {
    if (path === '') return { errno: ENOENT };
    let errno = host.path_open(ROOT, FOLLOW, pathBytes(path), OFLAG_DIRECTORY, RIGHT_READDIR, 0n, 0, word);
    if (errno) return { errno };
    const fd = wordView.getUint32(0, true);
    const entries = [];
    const buffer = new Uint8Array(CHUNK);
    const view = new DataView(buffer.buffer);
    let cookie = 0n;
    for (let more = true; more;) {
        errno = host.fd_readdir(fd, buffer, cookie, word);
        if (errno) break;
        const used = wordView.getUint32(0, true);
        more = used === buffer.length;
        for (let at = 0; at + 24 <= used;) {
            const length = view.getUint32(at + 16, true);
            const end = at + 24 + length;
            if (end > used) break;
            const name = pathText(buffer.subarray(at + 24, end));
            if (name !== '.' && name !== '..') entries.push({ name, type: view.getUint8(at + 20) });
            cookie = view.getBigUint64(at, true);
            at = end;
        }
    }
    host.fd_close(fd);
    if (errno) return { errno };
    return { errno, entries: entries.sort((left, right) => (left.name < right.name ? -1 : 1)) };
}

export function readLink(path) {
    if (path === '') return { errno: ENOENT };
    const buffer = new Uint8Array(4097);
    const errno = host.path_readlink(ROOT, pathBytes(path), buffer, word);
    return errno ? { errno } : { errno, target: pathText(buffer.subarray(0, wordView.getUint32(0, true))) };
}

/** The path without links, `.` and `..`; every part is looked at, as `realpath(3)` does; `at` tells where it failed. */
export function realPath(path) {
    const absolute = path.startsWith('/') ? path : `${workingDirectory()}/${path}`;
    let rest = absolute.split('/');
    let done = [];
    let links = 0;
    while (rest.length > 0) {
        const part = rest.shift();
        if (part === '' || part === '.') continue;
        if (part === '..') {
            done.pop();
            continue;
        }
        const at = `/${[...done, part].join('/')}`;
        const { errno, stat: found } = stat(at, false);
        if (errno) return { errno, at };
        if (found.type !== 7) {
            done.push(part);
            continue;
        }
        links += 1;
        if (links > LINK_LIMIT) return { errno: ELOOP, at };
        const link = readLink(at);
        if (link.errno) return { errno: link.errno, at };
        if (link.target.startsWith('/')) done = [];
        rest = [...link.target.split('/'), ...rest];
    }
    return { errno: 0, path: `/${done.join('/')}` };
}

/** `mode`: 4 read, 2 write, 1 execute, 0 that it is there. */
export function access(path, mode) {
    const { errno } = stat(path, true);
    return errno || (mode && !STREAMS.has(path) ? host.access_path(pathBytes(path), mode & 7) : 0);
}

export function makeDirectory(path, mode) {
    if (path === '') return ENOENT;
    host.create_mode(mode & 0o7777);
    return host.path_create_directory(ROOT, pathBytes(path));
}

const onPath = (name) => (path) => (path === '' ? ENOENT : host[name](ROOT, pathBytes(path)));
export const removeDirectory = onPath('path_remove_directory');
export const removeFile = onPath('path_unlink_file');

const onTwo = (act) => (from, to) => (from === '' || to === '' ? ENOENT : act(from, to));
export const rename = onTwo((from, to) => host.path_rename(ROOT, pathBytes(from), ROOT, pathBytes(to)));
export const link = onTwo((from, to) => host.path_link(ROOT, 0, pathBytes(from), ROOT, pathBytes(to)));
export const symlink = onTwo((target, path) => host.path_symlink(nameBytes(target), ROOT, pathBytes(path)));

export function changeMode(path, mode, follow) {
    return path === '' ? ENOENT : host.chmod_path(pathBytes(path), mode & 0o7777, follow ? 1 : 0);
}

export function changeModeOf(fd, mode) {
    return call('chmod_fd', fd, mode & 0o7777);
}

const nanoseconds = (seconds) => BigInt(Math.max(0, Math.round(seconds * 1e6))) * 1000n;

export function setTimes(path, atime, mtime, follow) {
    if (path === '') return ENOENT;
    if (!Number.isFinite(atime) || !Number.isFinite(mtime)) return EINVAL;
    const flags = follow ? FOLLOW : 0;
    return host.path_filestat_set_times(ROOT, flags, pathBytes(path), nanoseconds(atime), nanoseconds(mtime), SET_TIMES);
}

export function setTimesOf(fd, atime, mtime) {
    if (!Number.isFinite(atime) || !Number.isFinite(mtime)) return EINVAL;
    return call('fd_filestat_set_times', fd, nanoseconds(atime), nanoseconds(mtime), SET_TIMES);
}

export function truncate(fd, length) {
    return call('fd_filestat_set_size', fd, BigInt(Math.max(0, length)));
}

export function sync(fd) {
    return call('fd_sync', fd);
}

/** As libuv's: the bytes, into a file that is opened with `flags` and made with the mode of the source. */
export function copy(from, to, flags) {
    const source = open(from, 0, 0);
    if (source.errno) return source.errno;
    try {
        const { stat: found } = statDescriptor(source.fd);
        if (found && found.type === 3) return EISDIR;
        const target = open(to, flags, found ? found.mode : 0o666);
        if (target.errno) return target.errno;
        try {
            for (;;) {
                const { errno, bytes } = read(source.fd, CHUNK, null);
                if (errno || bytes.length === 0) return errno;
                const wrote = write(target.fd, bytes, null);
                if (wrote.errno) return wrote.errno;
            }
        } finally {
            close(target.fd);
        }
    } finally {
        close(source.fd);
    }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const TRIES = 100;

/** Makes a folder as `mkdtemp(3)` does: the prefix and six random letters, for the owner alone. */
export function makeTemporary(prefix) {
    for (let tries = 0; tries < TRIES; tries += 1) {
        // Not randomness that the program drew.
        const random = host.runtime_random(6);
        const path = prefix + Array.from(random, (byte) => LETTERS[byte % LETTERS.length]).join('');
        const errno = makeDirectory(path, 0o700);
        if (errno !== EEXIST) return { errno, path };
    }
    return { errno: EEXIST };
}
