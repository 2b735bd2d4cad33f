// Whole trees of files: making the folders to a place, removing, copying.
import * as files from '__wasm_rquickjs_builtin/wasi_files';
import { EEXIST, ENOENT, ENOTDIR, check, systemError } from '__wasm_rquickjs_builtin/wasi_errors';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } from '__wasm_rquickjs_builtin/internal/errors';
import { O, integer, toPath } from '__wasm_rquickjs_builtin/internal/files/arguments';

/** Makes a folder and the parents that are missing; gives the first that was made. */
export function makeAll(path, mode) {
    const missing = [];
    let at = path.replace(/(?<=.)\/+$/, '');
    let first;
    for (;;) {
        const errno = files.makeDirectory(at, mode);
        if (errno === ENOENT && at.includes('/', 1)) {
            missing.push(at);
            at = at.replace(/\/+[^/]*$/, '') || '/';
            continue;
        }
        if (errno) {
            const { stat } = errno === EEXIST ? files.stat(at, true) : {};
            if (stat?.type !== 3) throw systemError(errno === EEXIST && missing.length > 0 ? ENOTDIR : errno, 'mkdir', path);
        } else {
            first ??= at;
        }
        if (missing.length === 0) return first;
        at = missing.pop();
    }
}

/** As Node's own: an error whose message says what was tried. */
function directoryError(syscall, path, errno, why) {
    const error = new Error(`Path is a directory: ${syscall} returned EISDIR (${why}) ${path}`);
    return Object.assign(error, { name: 'SystemError', code: 'ERR_FS_EISDIR', errno, syscall, path });
}

function removeTree(path, force) {
    const { errno, stat } = files.stat(path, false);
    if (errno === ENOENT && force) return;
    check(errno, 'lstat', path);
    if (stat.type !== 3) {
        check(files.removeFile(path), 'unlink', path);
        return;
    }
    const { errno: unlisted, entries } = files.list(path);
    check(unlisted, 'scandir', path);
    for (const { name } of entries) removeTree(`${path}/${name}`, force);
    check(files.removeDirectory(path), 'rmdir', path);
}

export function rmSync(path, options) {
    const { recursive = false, force = false } = options ?? {};
    for (const [name, value] of Object.entries({ recursive, force })) {
        if (typeof value !== 'boolean') throw new ERR_INVALID_ARG_TYPE(`options.${name}`, 'boolean', value);
    }
    const name = toPath(path);
    const { errno, stat } = files.stat(name, false);
    if (errno === ENOENT && force) return;
    check(errno, 'lstat', name);
    if (stat.type === 3 && !recursive) throw directoryError('rm', name, 21, 'is a directory');
    removeTree(name, force);
}

export function rmdirSync(path, options) {
    const name = toPath(path);
    if (options?.recursive) removeTree(name, false);
    else check(files.removeDirectory(name), 'rmdir', name);
}

const COPY_EXCLUSIVE = 1;

export function copyFileSync(from, to, mode = 0) {
    const [source, target] = [toPath(from, 'src'), toPath(to, 'dest')];
    integer(mode ?? 0, 'mode', 0, 7);
    check(
        files.copy(source, target, O.WRONLY | O.CREAT | (mode & COPY_EXCLUSIVE ? O.EXCL : O.TRUNC)),
        'copyfile',
        source,
        target,
    );
}

export function cpSync(from, to, options = {}) {
    if (options === null || typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    const [source, target] = [toPath(from, 'src'), toPath(to, 'dest')];
    if (options.mode !== undefined) integer(options.mode, 'options.mode', 0, 7);
    if (options.recursive && `${target}/`.startsWith(`${source.replace(/\/+$/, '')}/`)) {
        throw Object.assign(new ERR_INVALID_ARG_VALUE('dest', target, 'cannot copy a directory to a subdirectory of itself'), {
            code: 'ERR_FS_CP_EINVAL',
        });
    }
    copyTree(source, target, { force: true, ...options });
}

function copyTree(source, target, options) {
    if (options.filter && !options.filter(source, target)) return;
    const { errno, stat } = files.stat(source, options.dereference === true);
    check(errno, 'lstat', source);
    const there = files.stat(target, false).stat;
    if (stat.type === 3) {
        if (!options.recursive) throw directoryError('cp', source, 22, `${source} is a directory (not copied)`);
        if (there === undefined) makeAll(target, stat.mode);
        for (const { name } of files.list(source).entries ?? []) copyTree(`${source}/${name}`, `${target}/${name}`, options);
        return;
    }
    if (there !== undefined && !options.force) {
        if (options.errorOnExist) throw Object.assign(systemError(EEXIST, 'cp', target), { code: 'ERR_FS_CP_EEXIST' });
        return;
    }
    const parent = target.replace(/\/*[^/]*$/, '');
    if (there === undefined && parent !== '') makeAll(parent, 0o777);
    if (stat.type === 7) {
        if (there !== undefined) check(files.removeFile(target), 'unlink', target);
        const { errno: unread, target: leadsTo } = files.readLink(source);
        check(unread, 'readlink', source);
        check(files.symlink(leadsTo, target), 'symlink', leadsTo, target);
    } else {
        copyFileSync(source, target, options.mode);
        if (options.preserveTimestamps)
            check(files.setTimes(target, Number(stat.atimeNs) / 1e9, Number(stat.mtimeNs) / 1e9, true), 'utime', target);
    }
}
