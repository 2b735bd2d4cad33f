// Randomness of the operating system's kind.
import { Buffer } from 'node:buffer';
import { setImmediate } from 'node:timers';
import { host } from 'dualgauge:host';
import { invalidType, isBytes, needFunction, needObject, nodeError, outOfRange, received, viewOf } from './checks.js';

const MOST = 2147483647;
/// randomInt draws from so many numbers, and no more can be told apart.
const RANGE = 2 ** 48 - 1;
/// getRandomValues fills at most so many bytes.
const QUOTA = 65536;

function checkSize(size, name = 'size', most = MOST) {
    if (typeof size !== 'number') throw invalidType(name, 'of type number', size);
    if (Number.isNaN(size) || size > most || size < 0) throw outOfRange(name, `>= 0 && <= ${most}`, size);
    return size >>> 0;
}

function drawn(size) {
    const bytes = Buffer.alloc(size);
    if (size) host.random_get(bytes);
    return bytes;
}

export function randomBytes(size, callback) {
    const count = checkSize(size);
    if (callback === undefined) return drawn(count);
    needFunction(callback, 'callback');
    setImmediate(() => callback(null, drawn(count)));
}

function part(buffer, offset = 0, size) {
    if (!isBytes(buffer)) throw invalidType('buf', 'an instance of ArrayBuffer or ArrayBufferView', buffer);
    const unit = buffer.BYTES_PER_ELEMENT || 1;
    const bytes = viewOf(buffer);
    const from = unit * (typeof offset === 'number' ? offset : NaN);
    if (typeof offset !== 'number') throw invalidType('offset', 'of type number', offset);
    if (!(from >= 0 && from <= bytes.length)) throw outOfRange('offset', `>= 0 && <= ${bytes.length}`, offset);
    const count = size === undefined ? bytes.length - from : unit * checkSize(size);
    if (from + count > bytes.length) throw outOfRange('size + offset', `<= ${bytes.length}`, from + count);
    return bytes.subarray(from, from + count);
}

export function randomFillSync(buffer, offset, size) {
    const bytes = part(buffer, offset, size);
    if (bytes.length) host.random_get(bytes);
    return buffer;
}

export function randomFill(buffer, offset, size, callback) {
    if (typeof offset === 'function') [offset, size, callback] = [undefined, undefined, offset];
    else if (typeof size === 'function') [size, callback] = [undefined, size];
    if (!isBytes(buffer)) throw invalidType('buf', 'an instance of ArrayBuffer or ArrayBufferView', buffer);
    needFunction(callback, 'callback');
    const bytes = part(buffer, offset, size);
    setImmediate(() => {
        if (bytes.length) host.random_get(bytes);
        callback(null, buffer);
    });
}

/// A number below a range, each as likely as any other.
function below(range) {
    const limit = RANGE - (RANGE % range);
    for (;;) {
        const number = drawn(6).readUIntBE(0, 6);
        if (number < limit) return number % range;
    }
}

export function randomInt(min, max, callback) {
    const oneBound = max === undefined || typeof max === 'function';
    if (oneBound) [min, max, callback] = [0, min, max];
    if (callback !== undefined) needFunction(callback, 'callback');
    if (!Number.isSafeInteger(min)) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "min" argument must be a safe integer. ${received(min)}`);
    if (!Number.isSafeInteger(max)) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "max" argument must be a safe integer. ${received(max)}`);
    if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
    const range = max - min;
    if (!(range <= RANGE)) throw outOfRange(oneBound ? 'max' : 'max - min', `<= ${RANGE}`, range);
    if (callback === undefined) return min + below(range);
    setImmediate(() => callback(undefined, min + below(range)));
}

export function randomUUID(options) {
    if (options !== undefined) needObject(options, 'options');
    const bytes = drawn(16);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/// Of Web Crypto: fills an array of integers.
export function getRandomValues(array) {
    if (!ArrayBuffer.isView(array) || array instanceof DataView || array instanceof Float32Array || array instanceof Float64Array) {
        throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
    }
    if (array.byteLength > QUOTA) {
        throw new DOMException(`The requested length exceeds ${QUOTA} bytes`, 'QuotaExceededError');
    }
    return randomFillSync(array, 0);
}
