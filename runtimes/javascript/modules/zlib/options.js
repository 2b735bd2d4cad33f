// Options of node:zlib, checked as Node does.
import { invalidType, isBytes, nodeError, received, viewOf } from '../crypto/checks.js';
import { constants } from './constants.js';

const { Z_BLOCK, Z_FINISH, Z_NO_FLUSH, Z_DEFAULT_CHUNK, Z_MIN_CHUNK } = constants;
/// The longest Buffer that there is.
export const MAX_LENGTH = 2 ** 32;

function finite(value, name) {
    if (value === undefined || Number.isNaN(value)) return false;
    if (Number.isFinite(value)) return true;
    if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
    throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be a finite number. Received ${value}`);
}

function ranged(value, name, lower, upper, standard) {
    if (!finite(value, name)) return standard;
    if (value < lower || value > upper) {
        throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be >= ${lower} and <= ${upper}. Received ${value}`);
    }
    return value;
}

/// What both families of streams take.
export function common(opts, limits) {
    const given = opts ?? {};
    let chunkSize = given.chunkSize;
    if (!finite(chunkSize, 'options.chunkSize')) chunkSize = Z_DEFAULT_CHUNK;
    else if (chunkSize < Z_MIN_CHUNK) {
        throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "options.chunkSize" is out of range. It must be >= ${Z_MIN_CHUNK}. Received ${chunkSize}`);
    }
    return {
        chunkSize,
        flush: ranged(given.flush, 'options.flush', limits.first, limits.last, limits.none),
        finishFlush: ranged(given.finishFlush, 'options.finishFlush', limits.first, limits.last, limits.finish),
        maxOutputLength: ranged(given.maxOutputLength, 'options.maxOutputLength', 1, MAX_LENGTH, MAX_LENGTH),
        info: Boolean(given.info),
    };
}

const ZLIB_LIMITS = { first: Z_NO_FLUSH, last: Z_BLOCK, none: Z_NO_FLUSH, finish: Z_FINISH };

/// Level, dictionary and the rest; window, memory and strategy are checked and then have no effect.
export function zlibOptions(opts, { gzip, decompresses }) {
    const shared = common(opts, ZLIB_LIMITS);
    const given = opts ?? {};
    const least = gzip ? 9 : 8;
    if (!(decompresses && (given.windowBits === undefined || given.windowBits === null || given.windowBits === 0))) {
        ranged(given.windowBits, 'options.windowBits', least, 15, 15);
    }
    const level = ranged(given.level, 'options.level', -1, 9, -1);
    ranged(given.memLevel, 'options.memLevel', 1, 9, 8);
    const strategy = ranged(given.strategy, 'options.strategy', 0, 4, 0);
    let { dictionary } = given;
    if (dictionary !== undefined) {
        if (!isBytes(dictionary)) throw invalidType('options.dictionary', 'an instance of Buffer, TypedArray, DataView, or ArrayBuffer', dictionary);
        dictionary = Uint8Array.prototype.slice.call(viewOf(dictionary));
    }
    return { ...shared, level, strategy, dictionary };
}

const { BROTLI_OPERATION_PROCESS, BROTLI_OPERATION_EMIT_METADATA, BROTLI_OPERATION_FINISH, BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = constants;
const BROTLI_LIMITS = {
    first: BROTLI_OPERATION_PROCESS, last: BROTLI_OPERATION_EMIT_METADATA, none: BROTLI_OPERATION_PROCESS, finish: BROTLI_OPERATION_FINISH,
};
const MAX_PARAM = 9;

export function brotliOptions(opts) {
    const shared = common(opts, BROTLI_LIMITS);
    const params = (opts && opts.params) || {};
    for (const key of Object.keys(params)) {
        if (!/^\d+$/.test(key) || Number(key) > MAX_PARAM) {
            throw nodeError(RangeError, 'ERR_BROTLI_INVALID_PARAM', `${key} is not a valid Brotli parameter`);
        }
        const value = params[key];
        if (typeof value !== 'number' && typeof value !== 'boolean') throw invalidType('options.params[key]', 'of type number', value);
    }
    const quality = params[BROTLI_PARAM_QUALITY] ?? 11;
    return { ...shared, quality: Math.min(Math.max(Number(quality), 0), 11), window: Number(params[BROTLI_PARAM_LGWIN] ?? 22) };
}

export function inputBytes(buffer) {
    if (typeof buffer === 'string') return new TextEncoder().encode(buffer);
    if (isBytes(buffer)) return viewOf(buffer);
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "buffer" argument must be of type string or an instance of Buffer, TypedArray, DataView,' +
        ` or ArrayBuffer. ${received(buffer)}`);
}
