// Errors with Node's codes, and the checks of arguments that throw them.
import { Buffer } from 'node:buffer';
import { host } from 'dualgauge:host';

const BYTES_OR_TEXT = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView';
const DATA = 'of type string or an instance of Buffer, TypedArray, or DataView';
const isView = ArrayBuffer.isView;
/// The most that the host takes at once.
const MAX_INPUT = 64 << 20;

export function nodeError(Base, code, message) {
    const error = new Base(message);
    if (code) error.code = code;
    return error;
}

/// How Node shows a value that is not what it should be.
export function received(value) {
    if (value === null || value === undefined) return `Received ${value}`;
    if (typeof value === 'function') return `Received function ${value.name}`;
    if (typeof value === 'object') {
        const name = value.constructor && value.constructor.name;
        return name ? `Received an instance of ${name}` : 'Received [Object: null prototype] {}';
    }
    let shown = typeof value === 'string' ? `'${value}'` : String(value);
    if (typeof value === 'bigint') shown += 'n';
    if (shown.length > 28) shown = typeof value === 'string' ? `${shown.slice(0, 26)}...'` : `${shown.slice(0, 25)}...`;
    return `Received type ${typeof value} (${shown})`;
}

export function invalidType(name, expected, value) {
    const kind = name.includes('.') ? 'property' : 'argument';
    return nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" ${kind} must be ${expected}. ${received(value)}`);
}

export function invalidValue(name, value, reason = 'is invalid') {
    const kind = name.includes('.') ? 'property' : 'argument';
    const shown = typeof value === 'string' ? `'${value}'` : String(value);
    return nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${shown}`);
}

export function outOfRange(name, range, value) {
    let shown = String(value);
    if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) shown = shown.replace(/\B(?=(\d{3})+$)/g, '_');
    return nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`);
}

export function needString(value, name) {
    if (typeof value !== 'string') throw invalidType(name, 'of type string', value);
}

export function needFunction(value, name) {
    if (typeof value !== 'function') throw invalidType(name, 'of type function', value);
}

export function needObject(value, name) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw invalidType(name, 'of type object', value);
}

export function needInteger(value, name, least = 0, most = 2147483647) {
    if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
    if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
    if (value < least || value > most) throw outOfRange(name, `>= ${least} && <= ${most}`, value);
}

export function isBytes(value) {
    return isView(value) || value instanceof ArrayBuffer ||
        (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer);
}

/// The bytes of a view or buffer, not copied.
export function viewOf(value) {
    if (value instanceof Uint8Array) return value;
    if (isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return new Uint8Array(value);
}

/// Bytes of what may be a text as well.
export function toBytes(value, name, encoding, expected = BYTES_OR_TEXT) {
    if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
    if (isBytes(value)) return viewOf(value);
    throw invalidType(name, expected, value);
}

/// Data of `update`: an ArrayBuffer is not taken.
export function dataBytes(value, encoding, name = 'data') {
    if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
    if (isView(value)) return viewOf(value);
    throw invalidType(name, DATA, value);
}

/// Bytes in an encoding, or as a Buffer.
export function encoded(bytes, encoding) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return encoding && encoding !== 'buffer' && Buffer.isEncoding(encoding) ? buffer.toString(encoding) : buffer;
}

/// The pieces of a message, put together when they are needed.
export class Pieces {
    #pieces = [];
    length = 0;

    add(bytes) {
        if (this.length + bytes.length > MAX_INPUT) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', 'data is too long');
        this.#pieces.push(Uint8Array.prototype.slice.call(bytes));
        this.length += bytes.length;
    }

    all() {
        if (this.#pieces.length === 1) return this.#pieces[0];
        const all = new Uint8Array(this.length);
        let at = 0;
        for (const piece of this.#pieces) {
            all.set(piece, at);
            at += piece.length;
        }
        this.#pieces = [all];
        return all;
    }

    copy() {
        const copy = new Pieces();
        if (this.length) copy.add(this.all());
        return copy;
    }
}

/// Refusals of the host that are no plain errors in Node.
const CLASSES = {
    ERR_CRYPTO_INVALID_DIGEST: TypeError,
    ERR_CRYPTO_INVALID_KEYLEN: RangeError,
    ERR_CRYPTO_INVALID_IV: TypeError,
    ERR_CRYPTO_INVALID_AUTH_TAG: TypeError,
    ERR_CRYPTO_INVALID_CURVE: TypeError,
    ERR_MISSING_PASSPHRASE: TypeError,
    ERR_OUT_OF_RANGE: RangeError,
};
/// How OpenSSL's numbers go with the reasons that the host names.
const OPENSSL = {
    ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE: '0200006E:rsa routines',
    ERR_OSSL_INVALID_DIGEST: '1C80007A:Provider routines',
    ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE: '03000096:digital envelope routines',
};
const DECRYPTIONS = {
    'oaep decoding error': ['ERR_OSSL_RSA_OAEP_DECODING_ERROR', '02000079'],
    'padding check failed': ['ERR_OSSL_RSA_PADDING_CHECK_FAILED', '02000072'],
    'invalid padding': ['ERR_OSSL_RSA_INVALID_PADDING', '0200008A'],
    'data greater than mod len': ['ERR_OSSL_RSA_DATA_GREATER_THAN_MOD_LEN', '02000070'],
    'data too small for key size': ['ERR_OSSL_RSA_DATA_TOO_SMALL_FOR_KEY_SIZE', '0200007A'],
    'wrong signature length': ['ERR_OSSL_RSA_WRONG_SIGNATURE_LENGTH', '02000077'],
};

/// Calls a function of the host; its refusals are thrown as Node throws them.
export function ask(name, ...values) {
    try {
        return host[name](...values);
    } catch (refusal) {
        throw nodes(refusal);
    }
}

function nodes(refusal) {
    let { code, message } = refusal;
    if (code === 'ERR_CRYPTO_AUTHENTICATION') code = undefined;
    if (code === 'ERR_OSSL_RSA_DECRYPTION' && DECRYPTIONS[message]) {
        const [known, number] = DECRYPTIONS[message];
        code = known;
        message = `error:${number}:rsa routines::${message}`;
    } else if (OPENSSL[code]) {
        message = `error:${OPENSSL[code]}::${message}`;
    }
    const error = nodeError(CLASSES[code] || Error, code, message);
    const parts = /^error:[0-9A-F]+:(.*)::(.*)$/.exec(message);
    if (parts) {
        error.library = parts[1];
        error.reason = parts[2];
    }
    return error;
}
