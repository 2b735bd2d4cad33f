// Digests and HMAC. The host computes them over the whole message, when it is complete.
import { Buffer } from 'node:buffer';
import { ask, dataBytes, encoded, invalidType, isBytes, needString, nodeError, Pieces, viewOf } from './checks.js';
import { keyBytes } from './key_objects.js';
import { LazyTransform } from './lazy_transform.js';

const kState = Symbol('kState');
const kHandle = Symbol('kHandle');
const known = new Map();

/// What the host says of a digest, or undefined: name, length, size of a block, whether any length can be had.
export function digestInfo(name) {
    const lower = name.toLowerCase();
    if (!known.has(lower)) known.set(lower, ask('crypto_digest_info', lower));
    return known.get(lower);
}

export function needDigest(name) {
    const info = digestInfo(name);
    if (!info) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
    return info;
}

const finalized = () => nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');

export function Hash(algorithm, options) {
    if (!new.target) return new Hash(algorithm, options);
    needString(algorithm, 'algorithm');
    const info = digestInfo(algorithm);
    if (!info) throw nodeError(Error, undefined, 'Digest method not supported');
    const length = typeof options === 'object' && options !== null ? options.outputLength : undefined;
    if (length !== undefined && !(Number.isInteger(length) && length >= 0 && length <= 2 ** 32 - 1)) {
        throw invalidType('options.outputLength', 'of type number', length);
    }
    if (length !== undefined && length !== info[1] && !info[3]) {
        throw nodeError(Error, 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH', 'error:030000B2:digital envelope routines::not XOF or invalid length');
    }
    this[kHandle] = { name: info[0], length, pieces: new Pieces() };
    this[kState] = { finalized: false };
    LazyTransform.call(this, options);
}
inherit(Hash, LazyTransform);

Object.assign(Hash.prototype, {
    copy(options) {
        if (this[kState].finalized) throw finalized();
        const { name, length, pieces } = this[kHandle];
        const copy = new Hash(name, { outputLength: length, ...options });
        copy[kHandle].pieces = pieces.copy();
        return copy;
    },
    _transform(chunk, encoding, callback) {
        this[kHandle].pieces.add(dataBytes(chunk, encoding));
        callback();
    },
    _flush(callback) {
        this.push(this.digest());
        callback();
    },
    update(data, encoding) {
        const bytes = dataBytes(data, encoding);
        if (this[kState].finalized) throw finalized();
        this[kHandle].pieces.add(bytes);
        return this;
    },
    digest(encoding) {
        if (this[kState].finalized) throw finalized();
        const { name, length, pieces } = this[kHandle];
        this[kState].finalized = true;
        return encoded(ask('crypto_digest', name, pieces.all(), length), encoding === undefined ? undefined : String(encoding).toLowerCase());
    },
});

export function Hmac(algorithm, key, options) {
    if (!new.target) return new Hmac(algorithm, key, options);
    needString(algorithm, 'hmac');
    const bytes = keyBytes(key, 'key', options && options.encoding);
    const info = needDigest(algorithm);
    if (info[3]) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`);
    this[kHandle] = { name: info[0], key: Uint8Array.prototype.slice.call(bytes), pieces: new Pieces() };
    this[kState] = { finalized: false };
    LazyTransform.call(this, options);
}
inherit(Hmac, LazyTransform);

Object.assign(Hmac.prototype, {
    update: Hash.prototype.update,
    _transform: Hash.prototype._transform,
    _flush: Hash.prototype._flush,
    digest(encoding) {
        // Other than a hash, Node's Hmac gives nothing the second time.
        if (this[kState].finalized) return encoding && encoding !== 'buffer' ? '' : Buffer.alloc(0);
        this[kState].finalized = true;
        const { name, key, pieces } = this[kHandle];
        return encoded(ask('crypto_hmac', name, key, pieces.all()), encoding === undefined ? undefined : String(encoding).toLowerCase());
    },
});

for (const [Class, methods] of [[Hash, ['copy', '_transform', '_flush', 'update', 'digest']], [Hmac, ['update', '_transform', '_flush', 'digest']]]) {
    for (const method of methods) Object.defineProperty(Class.prototype, method, { enumerable: true });
}

export function inherit(Class, Base) {
    Object.setPrototypeOf(Class.prototype, Base.prototype);
    Object.setPrototypeOf(Class, Base);
}

export function createHash(algorithm, options) {
    return new Hash(algorithm, options);
}

export function createHmac(algorithm, key, options) {
    return new Hmac(algorithm, key, options);
}

/// crypto.hash: a digest at once.
export function hash(algorithm, input, outputEncoding = 'hex') {
    needString(algorithm, 'algorithm');
    if (typeof input !== 'string' && !isBytes(input)) {
        throw invalidType('input', 'of type string or an instance of Buffer, TypedArray, or DataView', input);
    }
    const info = needDigest(algorithm);
    const bytes = typeof input === 'string' ? Buffer.from(input) : viewOf(input);
    return encoded(ask('crypto_digest', info[0], bytes), outputEncoding);
}

export function getHashes() {
    const names = ask('crypto_digests');
    const signing = names.filter((name) => /^(md5|sha|ripemd)/.test(name) && !name.startsWith('shake'))
        .map((name) => `RSA-${name.toUpperCase().replace(/^(SHA512)-/, '$1/')}`);
    return [...signing, ...names].sort();
}
