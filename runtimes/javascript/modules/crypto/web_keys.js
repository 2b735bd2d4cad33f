// CryptoKey, and what Web Crypto says of algorithms.
import { Buffer } from 'node:buffer';
import { isBytes, nodeError, viewOf } from './checks.js';
import { KeyObject, onCryptoKey } from './key_objects.js';

const made = Symbol('made');
const DIGESTS = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
export const BLOCK_BITS = { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 };
/// Names of algorithms in the standard's spelling; they are taken in any.
const NAMES = [
    'AES-CBC', 'AES-CTR', 'AES-GCM', 'ECDH', 'ECDSA', 'Ed25519', 'HKDF', 'HMAC', 'PBKDF2', 'RSA-OAEP', 'RSA-PSS',
    'RSASSA-PKCS1-v1_5', 'X25519', ...Object.keys(DIGESTS),
];
/// What keys may be used for: by kind of key.
const USAGES = {
    'AES-CBC': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
    'AES-CTR': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
    'AES-GCM': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
    HMAC: ['sign', 'verify'],
    HKDF: ['deriveKey', 'deriveBits'],
    PBKDF2: ['deriveKey', 'deriveBits'],
    ECDH: { private: ['deriveKey', 'deriveBits'], public: [] },
    X25519: { private: ['deriveKey', 'deriveBits'], public: [] },
    'RSA-OAEP': { private: ['decrypt', 'unwrapKey'], public: ['encrypt', 'wrapKey'] },
};
const SIGNING = { private: ['sign'], public: ['verify'] };
const ALL_USAGES = new Set(['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey']);

export function failure(name, message) {
    return new DOMException(message, name);
}

export class CryptoKey {
    #object;
    #algorithm;
    #extractable;
    #usages;

    constructor(token, object, algorithm, extractable, usages) {
        if (token !== made) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
        this.#object = object;
        this.#algorithm = algorithm;
        this.#extractable = extractable;
        this.#usages = usages;
    }

    static {
        onCryptoKey((value) => (value instanceof CryptoKey ? value.#object : undefined));
    }

    get type() {
        return this.#object.type;
    }

    get extractable() {
        return this.#extractable;
    }

    get algorithm() {
        return this.#algorithm;
    }

    get usages() {
        return this.#usages;
    }

    get [Symbol.toStringTag]() {
        return 'CryptoKey';
    }
}

function kindShown(name) {
    if (name.startsWith('AES')) return 'an AES';
    return `${/^[AEHIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}

export function cryptoKey(object, algorithm, extractable, usages) {
    const allowed = USAGES[algorithm.name] ?? SIGNING;
    const here = Array.isArray(allowed) ? allowed : allowed[object.type];
    if (usages.some((usage) => !here.includes(usage))) {
        throw failure('SyntaxError', `Unsupported key usage for ${kindShown(algorithm.name)} key`);
    }
    if (usages.length === 0 && object.type !== 'public') {
        throw failure('SyntaxError', 'Usages cannot be empty when creating a key.');
    }
    return new CryptoKey(made, object, algorithm, object.type === 'public' ? true : extractable, [...new Set(usages)]);
}

/// A pair's halves get those of the usages that are theirs.
export function splitUsages(name, usages) {
    const allowed = USAGES[name] ?? SIGNING;
    if (usages.some((usage) => !allowed.private.includes(usage) && !allowed.public.includes(usage))) {
        throw failure('SyntaxError', `Unsupported key usage for a ${name} key`);
    }
    return [usages.filter((usage) => allowed.public.includes(usage)), usages.filter((usage) => allowed.private.includes(usage))];
}

/// An algorithm as an object with the standard's name.
export function normalized(algorithm) {
    const object = typeof algorithm === 'string' ? { name: algorithm } : algorithm;
    if (object === null || typeof object !== 'object' || typeof object.name !== 'string') {
        throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Failed to normalize algorithm: a name is required');
    }
    const name = NAMES.find((known) => known.toLowerCase() === object.name.toLowerCase());
    if (!name) throw failure('NotSupportedError', 'Unrecognized algorithm name');
    return { ...object, name };
}

/// The name of an algorithm's hash, and the host's name for it.
export function hashOf(algorithm) {
    if (algorithm.hash === undefined) throw nodeError(TypeError, 'ERR_MISSING_OPTION', 'algorithm.hash is required');
    const { name } = normalized(algorithm.hash);
    if (!DIGESTS[name]) throw failure('NotSupportedError', 'Unrecognized algorithm name');
    return { name, digest: DIGESTS[name] };
}

export const digestOf = (name) => DIGESTS[name];

export function needBytes(value, name) {
    if (!isBytes(value)) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `${name} must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView`);
    return Uint8Array.prototype.slice.call(viewOf(value));
}

export function needUsages(usages) {
    if (!Array.isArray(usages) || usages.some((usage) => !ALL_USAGES.has(usage))) {
        throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', 'keyUsages holds an unknown usage');
    }
    return usages;
}

/// That a key is of the algorithm and may be used so.
export function needUse(key, algorithm, usage) {
    if (!(key instanceof CryptoKey)) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'key must be an instance of CryptoKey');
    if (key.algorithm.name !== algorithm.name) throw failure('InvalidAccessError', 'Key algorithm mismatch');
    if (!key.usages.includes(usage)) throw failure('InvalidAccessError', `Unable to use this key to ${usage}`);
    return KeyObject.from(key);
}

export function arrayBuffer(bytes) {
    const view = Buffer.isBuffer(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes;
    return view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
}
