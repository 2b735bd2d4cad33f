// node:zlib. The host compresses; these modules have Node's shapes, checks and errors.
import { Buffer } from 'node:buffer';
import { setImmediate } from 'node:timers';
import { host } from 'dualgauge:host';
import { isBytes, needFunction, nodeError, received } from './crypto/checks.js';
import { whole } from './zlib/coder.js';
import { codes, constants } from './zlib/constants.js';
import { inputBytes } from './zlib/options.js';
import {
    BrotliCompress, BrotliDecompress, Deflate, DeflateRaw, Gunzip, Gzip, Inflate, InflateRaw, KINDS, plan, Unzip,
} from './zlib/streams.js';

/// Output of a step where all is wanted at once.
const ROOM = 256 << 10;
const CLASSES = { Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip, BrotliCompress, BrotliDecompress };

/// What is to be done, after its checks.
function prepare(name, buffer, opts) {
    const planned = plan(KINDS[name], opts);
    const input = inputBytes(buffer);
    return () => {
        const [parts, length] = whole(planned.task, input, {
            finish: planned.translate(planned.finishFlush), complete: planned.complete, most: planned.maxOutputLength, room: ROOM,
        });
        const result = Buffer.concat(parts, length);
        return planned.info ? { buffer: result, engine: new CLASSES[name](opts) } : result;
    };
}

const atOnce = (name) => (buffer, opts) => {
    // Node looks at the buffer first.
    inputBytes(buffer);
    return prepare(name, buffer, opts)();
};

const later = (name) => (buffer, opts, callback) => {
    if (typeof opts === 'function') [opts, callback] = [{}, opts];
    needFunction(callback, 'callback');
    const work = prepare(name, buffer, opts);
    setImmediate(() => {
        let result;
        try {
            result = work();
        } catch (error) {
            callback(error);
            return;
        }
        callback(null, result);
    });
};

export const deflateSync = atOnce('Deflate');
export const inflateSync = atOnce('Inflate');
export const gzipSync = atOnce('Gzip');
export const gunzipSync = atOnce('Gunzip');
export const deflateRawSync = atOnce('DeflateRaw');
export const inflateRawSync = atOnce('InflateRaw');
export const unzipSync = atOnce('Unzip');
export const brotliCompressSync = atOnce('BrotliCompress');
export const brotliDecompressSync = atOnce('BrotliDecompress');

export const deflate = later('Deflate');
export const inflate = later('Inflate');
export const gzip = later('Gzip');
export const gunzip = later('Gunzip');
export const deflateRaw = later('DeflateRaw');
export const inflateRaw = later('InflateRaw');
export const unzip = later('Unzip');
export const brotliCompress = later('BrotliCompress');
export const brotliDecompress = later('BrotliDecompress');

export const createDeflate = (opts) => new Deflate(opts);
export const createInflate = (opts) => new Inflate(opts);
export const createGzip = (opts) => new Gzip(opts);
export const createGunzip = (opts) => new Gunzip(opts);
export const createDeflateRaw = (opts) => new DeflateRaw(opts);
export const createInflateRaw = (opts) => new InflateRaw(opts);
export const createUnzip = (opts) => new Unzip(opts);
export const createBrotliCompress = (opts) => new BrotliCompress(opts);
export const createBrotliDecompress = (opts) => new BrotliDecompress(opts);

export function crc32(data, value = 0) {
    if (typeof data !== 'string' && !isBytes(data)) {
        throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "data" argument must be of type string or an instance of Buffer, TypedArray, or' +
            ` DataView. ${received(data)}`);
    }
    return host.zlib_crc32(inputBytes(data), value >>> 0);
}

export {
    BrotliCompress, BrotliDecompress, codes, constants, Deflate, DeflateRaw, Gunzip, Gzip, Inflate, InflateRaw, Unzip,
};

/// The node:zlib of CommonJS, which also has the constants of zlib (not of Brotli) themselves, hidden.
const zlib = {
    crc32, Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip, BrotliCompress, BrotliDecompress,
    deflate, deflateSync, gzip, gzipSync, deflateRaw, deflateRawSync, unzip, unzipSync, inflate, inflateSync, gunzip, gunzipSync,
    inflateRaw, inflateRawSync, brotliCompress, brotliCompressSync, brotliDecompress, brotliDecompressSync,
    createDeflate, createInflate, createDeflateRaw, createInflateRaw, createGzip, createGunzip, createUnzip, createBrotliCompress,
    createBrotliDecompress, constants, codes,
};
for (const [name, value] of Object.entries(constants)) {
    if (!name.startsWith('BROTLI')) Object.defineProperty(zlib, name, { value, enumerable: false, writable: false, configurable: false });
}

export default zlib;
