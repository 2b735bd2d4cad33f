// Comparison in constant time: by the host, since in the guest it can't be done.
import { ask, isBytes, nodeError, viewOf } from './checks.js';

const invalid = (name) => nodeError(TypeError, 'ERR_INVALID_ARG_TYPE',
    `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);

export function timingSafeEqual(buf1, buf2) {
    if (!isBytes(buf1)) throw invalid('buf1');
    if (!isBytes(buf2)) throw invalid('buf2');
    if (buf1.byteLength !== buf2.byteLength) {
        throw nodeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    }
    return ask('crypto_compare', viewOf(buf1), viewOf(buf2));
}
