// The synchronous half of `node:fs`; the other half is made of it.
import { Buffer } from 'node:buffer';
import * as files from '__wasm_rquickjs_builtin/wasi_files';
import { EISDIR, ENOENT, EPERM, check } from '__wasm_rquickjs_builtin/wasi_errors';
import { ERR_FS_FILE_TOO_LARGE, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from '__wasm_rquickjs_builtin/internal/errors';
import {
    integer,
    toBytes,
    toFd,
    toFlags,
    toMode,
    toOptions,
    toPath,
    toPosition,
    toResult,
    toSeconds,
    viewBytes,
} from '__wasm_rquickjs_builtin/internal/files/arguments';
import { makeAll } from '__wasm_rquickjs_builtin/internal/files/trees';
import { Dir, makeDirent, makeStats } from '__wasm_rquickjs_builtin/internal/files/stats';

export { copyFileSync, cpSync, rmSync, rmdirSync } from '__wasm_rquickjs_builtin/internal/files/trees';

/** Node reads no longer files at once. */
const LARGEST_READ = 2 ** 31 - 1;

export function openSync(path, flags, mode) {
    const name = toPath(path);
    const { errno, fd } = files.open(name, toFlags(flags), toMode(mode, 0o666));
    check(errno, 'open', name);
    return fd;
}

export function closeSync(fd) {
    check(files.close(toFd(fd)), 'close');
}

function range(bytes, offset = 0, length = bytes.byteLength - offset) {
    integer(offset, 'offset', 0);
    integer(length, 'length', 0);
    if (offset > bytes.byteLength) throw new ERR_OUT_OF_RANGE('offset', `<= ${bytes.byteLength}`, offset);
    if (length > bytes.byteLength - offset) throw new ERR_OUT_OF_RANGE('length', `<= ${bytes.byteLength - offset}`, length);
    return bytes.subarray(offset, offset + length);
}

export function readSync(fd, buffer, offsetOrOptions, length, position) {
    toFd(fd);
    const bytes = viewBytes(buffer);
    let options = { offset: offsetOrOptions, length, position };
    if (offsetOrOptions !== null && typeof offsetOrOptions === 'object') options = offsetOrOptions;
    const target = range(bytes, options.offset ?? 0, options.length ?? undefined);
    const from = toPosition(options.position);
    if (target.length === 0) return 0;
    const { errno, bytes: got } = files.read(fd, target.length, from);
    check(errno, 'read');
    target.set(got);
    return got.length;
}

export function readvSync(fd, buffers, position) {
    return vector(buffers, position, (buffer, at) => readSync(fd, buffer, 0, buffer.byteLength, at));
}

export function writeSync(fd, data, offsetOrOptions, length, position) {
    toFd(fd);
    let bytes;
    let at;
    if (typeof data === 'string') {
        bytes = Buffer.from(data, length ?? 'utf8');
        at = offsetOrOptions;
    } else {
        const given =
            offsetOrOptions !== null && typeof offsetOrOptions === 'object'
                ? offsetOrOptions
                : { offset: offsetOrOptions, length, position };
        bytes = range(toBytes(data, undefined, 'buffer'), given.offset ?? 0, given.length ?? undefined);
        at = given.position;
    }
    const { errno, written } = files.write(fd, bytes, typeof at === 'number' || typeof at === 'bigint' ? toPosition(at) : null);
    check(errno, 'write');
    return written;
}

export function writevSync(fd, buffers, position) {
    return vector(buffers, position, (buffer, at) => writeSync(fd, buffer, 0, buffer.byteLength, at));
}

function vector(buffers, position, move) {
    if (!Array.isArray(buffers) || !buffers.every(ArrayBuffer.isView))
        throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
    let total = 0;
    for (const buffer of buffers) {
        const moved = move(buffer, typeof position === 'number' ? position + total : null);
        total += moved;
        if (moved < buffer.byteLength) break;
    }
    return total;
}

/** Runs `act(fd)` with a descriptor, which is opened and closed if a path is given. */
function withFile(path, flags, mode, act) {
    if (typeof path === 'number') return act(toFd(path));
    const fd = openSync(path, flags, mode);
    try {
        return act(fd);
    } finally {
        files.close(fd);
    }
}

export function readFileSync(path, options) {
    const { encoding, flag } = toOptions(options, { flag: 'r' });
    return withFile(path, flag, 0o666, (fd) => {
        const { stat } = files.statDescriptor(fd);
        if (stat && stat.type === 3) check(EISDIR, 'read');
        if (stat && stat.size > LARGEST_READ) throw new ERR_FS_FILE_TOO_LARGE(stat.size);
        const { errno, bytes } = files.readAll(fd, LARGEST_READ);
        check(errno, 'read');
        const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
    });
}

export function writeFileSync(path, data, options) {
    const { encoding, mode, flag, flush } = toOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'w' });
    if (flush !== undefined && flush !== null && typeof flush !== 'boolean')
        throw new ERR_INVALID_ARG_TYPE('flush', 'boolean', flush);
    const bytes = toBytes(data, encoding);
    withFile(path, flag ?? 'w', mode, (fd) => {
        if (bytes.length > 0) writeSync(fd, bytes, 0, bytes.length, null);
        if (flush) fsyncSync(fd);
    });
}

export function appendFileSync(path, data, options) {
    const given = toOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'a' });
    writeFileSync(path, data, { ...given, flag: given.flag ?? 'a' });
}

export function ftruncateSync(fd, length = 0) {
    check(files.truncate(toFd(fd), Math.max(0, integer(length ?? 0, 'len'))), 'ftruncate');
}

export function truncateSync(path, length = 0) {
    withFile(path, 'r+', 0o666, (fd) => ftruncateSync(fd, length));
}

export function fsyncSync(fd) {
    check(files.sync(toFd(fd)), 'fsync');
}
export function fdatasyncSync(fd) {
    check(files.sync(toFd(fd)), 'fdatasync');
}

function statOf(path, follow, syscall, options) {
    const name = toPath(path);
    const { errno, stat } = files.stat(name, follow);
    if (errno === ENOENT && options?.throwIfNoEntry === false) return undefined;
    check(errno, syscall, name);
    return makeStats(stat, options?.bigint);
}

export function statSync(path, options) {
    return statOf(path, true, 'stat', options);
}
export function lstatSync(path, options) {
    return statOf(path, false, 'lstat', options);
}
export function fstatSync(fd, options) {
    const { errno, stat } = files.statDescriptor(toFd(fd));
    check(errno, 'fstat');
    return makeStats(stat, options?.bigint);
}

class StatFs {
    constructor(fields) {
        Object.assign(this, fields);
    }
}

export function statfsSync(path, options) {
    statOf(path, true, 'statfs');
    const fields = { type: 61267, bsize: 4096, blocks: 262_144, bfree: 131_072, bavail: 131_072, files: 65_536, ffree: 60_000 };
    if (options?.bigint) for (const name of Object.keys(fields)) fields[name] = BigInt(fields[name]);
    return new StatFs(fields);
}

export function existsSync(path) {
    try {
        return files.access(toPath(path), 0) === 0;
    } catch {
        return false;
    }
}

export function accessSync(path, mode = 0) {
    const name = toPath(path);
    check(files.access(name, integer(mode, 'mode', 0, 7)), 'access', name);
}

export function readdirSync(path, options) {
    const { encoding, withFileTypes, recursive } = toOptions(options);
    const root = toPath(path);
    const found = [];
    // Folders are gone through in the order in which they are met, as Node does.
    const folders = [''];
    while (folders.length > 0) {
        const folder = folders.shift();
        const at = folder === '' ? root : `${root.replace(/\/+$/, '')}/${folder}`;
        const { errno, entries } = files.list(at);
        check(errno, 'scandir', at);
        for (const { name, type } of entries) {
            const inside = folder === '' ? name : `${folder}/${name}`;
            found.push(
                withFileTypes
                    ? makeDirent(toResult(name, encoding, files.nameBytes), type, at)
                    : toResult(inside, encoding, files.nameBytes),
            );
            if (recursive && type === 3) folders.push(inside);
        }
    }
    return found;
}

export function opendirSync(path, options) {
    const { encoding, recursive, bufferSize } = toOptions(options);
    if (bufferSize !== undefined) integer(bufferSize, 'options.bufferSize', 1);
    const name = toPath(path);
    const { errno } = files.list(name);
    check(errno, 'opendir', name);
    return new Dir(name, readdirSync(name, { encoding, recursive, withFileTypes: true }));
}

export function mkdirSync(path, options) {
    const given = typeof options === 'object' && options !== null ? options : { mode: options };
    const { recursive = false } = given;
    if (typeof recursive !== 'boolean') throw new ERR_INVALID_ARG_TYPE('options.recursive', 'boolean', recursive);
    const name = toPath(path);
    const mode = toMode(given.mode, 0o777);
    if (recursive) return makeAll(name, mode);
    check(files.makeDirectory(name, mode), 'mkdir', name);
    return undefined;
}

const RANDOM_END = 'XXXXXX';

export function mkdtempSync(prefix, options) {
    const { encoding } = toOptions(options);
    const name = toPath(prefix, 'prefix');
    const { errno, path } = files.makeTemporary(name);
    check(errno, 'mkdtemp', name + RANDOM_END);
    return toResult(path, encoding, files.nameBytes);
}

/** Makes functions that do one thing to a path. */
const onPath = (syscall, act) => (path) => {
    const name = toPath(path);
    check(act(name), syscall, name);
};
const onTwo = (syscall, act, names) => (from, to) => {
    const [a, b] = [toPath(from, names[0]), toPath(to, names[1])];
    check(act(a, b), syscall, a, b);
};

export const unlinkSync = onPath('unlink', files.removeFile);
export const renameSync = onTwo('rename', files.rename, ['oldPath', 'newPath']);
export const linkSync = onTwo('link', files.link, ['existingPath', 'newPath']);
export const symlinkSync = onTwo('symlink', files.symlink, ['target', 'path']);

export function readlinkSync(path, options) {
    const { encoding } = toOptions(options);
    const name = toPath(path);
    const { errno, target } = files.readLink(name);
    check(errno, 'readlink', name);
    return toResult(target, encoding, files.nameBytes);
}

export function realpathSync(path, options) {
    const { encoding } = toOptions(options);
    const { errno, path: real, at } = files.realPath(toPath(path));
    check(errno, 'lstat', at);
    return toResult(real, encoding, files.nameBytes);
}
realpathSync.native = function native(path, options) {
    const { encoding } = toOptions(options);
    const name = toPath(path);
    const { errno, path: real } = files.realPath(name);
    check(errno, 'realpath', name);
    return toResult(real, encoding, files.nameBytes);
};

export function chmodSync(path, mode) {
    const name = toPath(path);
    check(files.changeMode(name, toMode(mode), true), 'chmod', name);
}
export function fchmodSync(fd, mode) {
    check(files.changeModeOf(toFd(fd), toMode(mode)), 'fchmod');
}

/** An ordinary user may only keep the owner as it is. */
function changeOwner({ errno, stat }, uid, gid, ...about) {
    [uid, gid].forEach((id, index) => integer(id, ['uid', 'gid'][index], -1, 0xffffffff));
    const keeps = (wanted, now) => wanted === now || wanted === -1 || wanted === 0xffffffff;
    check(errno || (keeps(uid, stat.uid) && keeps(gid, stat.gid) ? 0 : EPERM), ...about);
}
export function chownSync(path, uid, gid) {
    changeOwner(files.stat(toPath(path), true), uid, gid, 'chown', toPath(path));
}
export function lchownSync(path, uid, gid) {
    changeOwner(files.stat(toPath(path), false), uid, gid, 'lchown', toPath(path));
}
export function fchownSync(fd, uid, gid) {
    changeOwner(files.statDescriptor(toFd(fd)), uid, gid, 'fchown');
}

export function utimesSync(path, atime, mtime) {
    const name = toPath(path);
    check(files.setTimes(name, toSeconds(atime), toSeconds(mtime), true), 'utime', name);
}
export function lutimesSync(path, atime, mtime) {
    const name = toPath(path);
    check(files.setTimes(name, toSeconds(atime), toSeconds(mtime), false), 'lutime', name);
}
export function futimesSync(fd, atime, mtime) {
    check(files.setTimesOf(toFd(fd), toSeconds(atime, 'atime'), toSeconds(mtime, 'mtime')), 'futime');
}

for (const [name, made] of Object.entries({ unlinkSync, renameSync, linkSync, symlinkSync })) {
    Object.defineProperty(made, 'name', { value: name, configurable: true });
}
