// What the functions of `node:fs` are given: checked, and turned into what the file system takes.
import { Buffer } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import { pathText } from '__wasm_rquickjs_builtin/wasi_files';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } from '__wasm_rquickjs_builtin/internal/errors';

const LARGEST_32 = 0xffffffff;
const LARGEST_FD = 2 ** 31 - 1;

/** The text of a path given as text, bytes or URL. Bytes that are no UTF-8 survive in it. */
export function toPath(value, name = 'path') {
    let path;
    if (typeof value === 'string') path = value;
    else if (value instanceof Uint8Array) path = pathText(value);
    else if (value instanceof URL) path = fileURLToPath(value);
    else throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], value);
    if (path.includes('\0'))
        throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string, Uint8Array, or URL without null bytes');
    return path;
}

export function toFd(value, name = 'fd') {
    if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
    return integer(value, name, 0, LARGEST_FD);
}

export function integer(value, name, least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER) {
    if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
    if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
    if (value < least || value > most) throw new ERR_OUT_OF_RANGE(name, `>= ${least} && <= ${most}`, value);
    return value;
}

export function toMode(value, fallback, name = 'mode') {
    if (value === undefined || value === null) {
        if (fallback === undefined) throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
        return fallback;
    }
    if (typeof value === 'string') {
        if (!/^[0-7]+$/.test(value))
            throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a 32-bit unsigned integer or an octal string');
        return Number.parseInt(value, 8);
    }
    return integer(value, name, 0, LARGEST_32);
}

export const O = {
    RDONLY: 0,
    WRONLY: 1,
    RDWR: 2,
    CREAT: 0o100,
    EXCL: 0o200,
    TRUNC: 0o1000,
    APPEND: 0o2000,
    DIRECTORY: 0o200000,
    NOFOLLOW: 0o400000,
    SYNC: 0o4010000,
};
const WRITE = O.CREAT | O.TRUNC;
const APPEND = O.CREAT | O.APPEND;
const FLAGS = {
    __proto__: null,
    r: O.RDONLY,
    rs: O.SYNC,
    sr: O.SYNC,
    'r+': O.RDWR,
    'rs+': O.RDWR | O.SYNC,
    'sr+': O.RDWR | O.SYNC,
    w: O.WRONLY | WRITE,
    wx: O.WRONLY | WRITE | O.EXCL,
    xw: O.WRONLY | WRITE | O.EXCL,
    'w+': O.RDWR | WRITE,
    'wx+': O.RDWR | WRITE | O.EXCL,
    'xw+': O.RDWR | WRITE | O.EXCL,
    a: O.WRONLY | APPEND,
    ax: O.WRONLY | APPEND | O.EXCL,
    xa: O.WRONLY | APPEND | O.EXCL,
    as: O.WRONLY | APPEND | O.SYNC,
    sa: O.WRONLY | APPEND | O.SYNC,
    'a+': O.RDWR | APPEND,
    'ax+': O.RDWR | APPEND | O.EXCL,
    'xa+': O.RDWR | APPEND | O.EXCL,
    'as+': O.RDWR | APPEND | O.SYNC,
    'sa+': O.RDWR | APPEND | O.SYNC,
};

export function toFlags(value, name = 'flags') {
    if (value === undefined || value === null) return O.RDONLY;
    if (typeof value === 'number') return integer(value, name, -(2 ** 31), 2 ** 31 - 1);
    const flags = typeof value === 'string' ? FLAGS[value] : undefined;
    if (flags === undefined) throw new ERR_INVALID_ARG_VALUE(name, value);
    return flags;
}

/** Options that may be given as an encoding alone. */
export function toOptions(given, fallback = {}) {
    if (given === undefined || given === null || typeof given === 'function') return fallback;
    const options = typeof given === 'string' ? { ...fallback, encoding: given } : { ...fallback, ...given };
    if (typeof given !== 'string' && typeof given !== 'object')
        throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], given);
    const { encoding } = options;
    if (encoding && encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
        throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
    }
    return options;
}

/** Bytes of what is to be written. */
export function toBytes(data, encoding, name = 'data') {
    if (typeof data === 'string') return Buffer.from(data, encoding || 'utf8');
    if (data instanceof Uint8Array) return data;
    if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

/** A view's own bytes. */
export function viewBytes(buffer, name = 'buffer') {
    if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], buffer);
    return buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** Null for where the descriptor stands. */
export function toPosition(position) {
    if (position === undefined || position === null || position === -1 || position === -1n) return null;
    if (typeof position === 'bigint') {
        if (position < 0n || position > 2n ** 63n - 1n)
            throw new ERR_OUT_OF_RANGE('position', `>= -1 && <= ${2n ** 63n - 1n}`, position);
        return position;
    }
    if (typeof position !== 'number') throw new ERR_INVALID_ARG_TYPE('position', ['bigint', 'integer'], position);
    return integer(position, 'position', -1);
}

/** Seconds since 1970 of a time given as number, text or Date. */
export function toSeconds(time, name = 'time') {
    if (time instanceof Date) return time.getTime() / 1000;
    if (typeof time === 'number' && Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
    if (typeof time === 'string' && time.trim() !== '' && Number.isFinite(Number(time))) return Number(time);
    throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

/** A name or path as the caller wants it. */
export function toResult(text, encoding, bytes) {
    if (encoding === 'buffer') return Buffer.from(bytes(text));
    return encoding && encoding !== 'utf8' && encoding !== 'utf-8' ? Buffer.from(bytes(text)).toString(encoding) : text;
}
