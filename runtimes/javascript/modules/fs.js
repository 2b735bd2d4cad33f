// `node:fs`, put together.
import { toSeconds } from '__wasm_rquickjs_builtin/internal/files/arguments';
import { callbacks } from '__wasm_rquickjs_builtin/internal/files/callbacks';
import { constants } from '__wasm_rquickjs_builtin/internal/files/constants';
import { Dir, Dirent, Stats } from '__wasm_rquickjs_builtin/internal/files/stats';
import { ReadStream, WriteStream, createReadStream, createWriteStream } from '__wasm_rquickjs_builtin/internal/files/streams';
import * as sync from '__wasm_rquickjs_builtin/internal/files/sync';
import { refuseWatching } from '__wasm_rquickjs_builtin/internal/files/watching';
import promises from 'node:fs/promises';

export const {
    access,
    appendFile,
    chmod,
    chown,
    close,
    copyFile,
    cp,
    exists,
    fchmod,
    fchown,
    fdatasync,
    fstat,
    fsync,
    ftruncate,
    futimes,
    lchown,
    link,
    lstat,
    lutimes,
    mkdir,
    mkdtemp,
    open,
    opendir,
    read,
    readFile,
    readdir,
    readlink,
    readv,
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
    write,
    writeFile,
    writev,
} = callbacks;
export * from '__wasm_rquickjs_builtin/internal/files/sync';
export { constants, promises, Dir, Dirent, Stats, ReadStream, WriteStream, createReadStream, createWriteStream };
export { ReadStream as FileReadStream, WriteStream as FileWriteStream };
export const { F_OK, R_OK, W_OK, X_OK } = constants;

export function watch(path) {
    refuseWatching(path);
}

export function watchFile(path) {
    refuseWatching(path);
}

/** Nothing is ever watched. */
export function unwatchFile() {}

/** The bytes of a file as a Blob. */
export async function openAsBlob(path, options = {}) {
    return new Blob([sync.readFileSync(path)], { type: options.type ?? '' });
}

const fs = {
    ...callbacks,
    ...sync,
    createReadStream,
    createWriteStream,
    lchmod: undefined,
    lchmodSync: undefined,
    openAsBlob,
    watch,
    watchFile,
    unwatchFile,
    Dirent,
    Stats,
    ReadStream,
    WriteStream,
    FileReadStream: ReadStream,
    FileWriteStream: WriteStream,
    _toUnixTimestamp: toSeconds,
    Dir,
    F_OK,
    R_OK,
    W_OK,
    X_OK,
    constants,
};
// Packages replace functions of `fs.promises` too, but not the object.
Object.defineProperty(fs, 'promises', { get: () => promises, enumerable: true, configurable: true });

export default fs;
