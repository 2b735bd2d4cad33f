// The errors of WASI preview 1 as Node tells of them: libuv's names and texts, Linux's numbers.

/** By WASI number: name, Linux number, libuv's text. */
const ERRORS = new Map([
    [1, ['E2BIG', 7, 'argument list too long']],
    [2, ['EACCES', 13, 'permission denied']],
    [4, ['EADDRNOTAVAIL', 99, 'address not available']],
    [5, ['EAFNOSUPPORT', 97, 'address family not supported']],
    [6, ['EAGAIN', 11, 'resource temporarily unavailable']],
    [8, ['EBADF', 9, 'bad file descriptor']],
    [10, ['EBUSY', 16, 'resource busy or locked']],
    [13, ['ECONNABORTED', 103, 'software caused connection abort']],
    [14, ['ECONNREFUSED', 111, 'connection refused']],
    [15, ['ECONNRESET', 104, 'connection reset by peer']],
    [19, ['EDQUOT', 122, 'disk quota exceeded']],
    [20, ['EEXIST', 17, 'file already exists']],
    [21, ['EFAULT', 14, 'bad address in system call argument']],
    [22, ['EFBIG', 27, 'file too large']],
    [23, ['EHOSTUNREACH', 113, 'host is unreachable']],
    [25, ['EILSEQ', 84, 'illegal byte sequence']],
    [27, ['EINTR', 4, 'interrupted system call']],
    [28, ['EINVAL', 22, 'invalid argument']],
    [29, ['EIO', 5, 'i/o error']],
    [31, ['EISDIR', 21, 'illegal operation on a directory']],
    [32, ['ELOOP', 40, 'too many symbolic links encountered']],
    [33, ['EMFILE', 24, 'too many open files']],
    [34, ['EMLINK', 31, 'too many links']],
    [35, ['EMSGSIZE', 90, 'message too long']],
    [37, ['ENAMETOOLONG', 36, 'name too long']],
    [40, ['ENETUNREACH', 101, 'network is unreachable']],
    [41, ['ENFILE', 23, 'file table overflow']],
    [42, ['ENOBUFS', 105, 'no buffer space available']],
    [43, ['ENODEV', 19, 'no such device']],
    [44, ['ENOENT', 2, 'no such file or directory']],
    [48, ['ENOMEM', 12, 'not enough memory']],
    [51, ['ENOSPC', 28, 'no space left on device']],
    [52, ['ENOSYS', 38, 'function not implemented']],
    [53, ['ENOTCONN', 107, 'socket is not connected']],
    [54, ['ENOTDIR', 20, 'not a directory']],
    [55, ['ENOTEMPTY', 39, 'directory not empty']],
    [58, ['ENOTSUP', 95, 'operation not supported on socket']],
    [59, ['ENOTTY', 25, 'inappropriate ioctl for device']],
    [60, ['ENXIO', 6, 'no such device or address']],
    [61, ['EOVERFLOW', 75, 'value too large for defined data type']],
    [63, ['EPERM', 1, 'operation not permitted']],
    [64, ['EPIPE', 32, 'broken pipe']],
    [65, ['EPROTO', 71, 'protocol error']],
    [68, ['ERANGE', 34, 'result too large']],
    [69, ['EROFS', 30, 'read-only file system']],
    [70, ['ESPIPE', 29, 'invalid seek']],
    [71, ['ESRCH', 3, 'no such process']],
    [73, ['ETIMEDOUT', 110, 'connection timed out']],
    [74, ['ETXTBSY', 26, 'text file is busy']],
    [75, ['EXDEV', 18, 'cross-device link not permitted']],
    [76, ['EPERM', 1, 'operation not permitted']],
]);

const UNKNOWN = ['EIO', 5, 'i/o error'];

export const EAGAIN = 6;
export const EBADF = 8;
export const EEXIST = 20;
export const EINVAL = 28;
export const EISDIR = 31;
export const ELOOP = 32;
export const ENOENT = 44;
export const ENOTDIR = 54;
export const EPERM = 63;
export const EPROTO = 65;
export const ESRCH = 71;
export const ETIMEDOUT = 73;

/** Name, Linux number and text of a WASI error number. */
export function describeErrno(errno) {
    return ERRORS.get(errno) ?? UNKNOWN;
}

/** The fields that Node gives a failed system call; an Error is made of them by the caller. */
export function failure(errno, syscall, path, dest) {
    const [code, number, text] = describeErrno(errno);
    const where = path === undefined ? '' : ` '${path}'`;
    const to = dest === undefined ? '' : ` -> '${dest}'`;
    const fields = { errno: -number, code, syscall, message: `${code}: ${text}, ${syscall}${where}${to}` };
    if (path !== undefined) fields.path = path;
    if (dest !== undefined) fields.dest = dest;
    return fields;
}

/** The Error of a failed system call, as Node throws it. */
export function systemError(errno, syscall, path, dest) {
    const { message, ...fields } = failure(errno, syscall, path, dest);
    return Object.assign(new Error(message), fields);
}

/** Throws the Error of a system call that failed. */
export function check(errno, ...about) {
    if (errno) throw systemError(errno, ...about);
}
