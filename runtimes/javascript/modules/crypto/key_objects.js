// KeyObject, and what is taken for a key.
//
// A key is held here as bytes: a secret one as they are, a private one as PKCS #8, a public one as SubjectPublicKeyInfo. They
// go to the host with each use.
import { Buffer } from 'node:buffer';
import { ask, invalidType, invalidValue, isBytes, needObject, nodeError, toBytes, viewOf } from './checks.js';

const BYTES_OR_KEY = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey';
const RSA_ORDER = ['kty', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];
const EC_ORDER = ['kty', 'x', 'y', 'crv', 'd'];
const OKP_ORDER = ['crv', 'd', 'x', 'kty'];

/// Only who has this can make a key of bytes that weren't checked.
const made = Symbol('made');
let bytesOf;
/// How a CryptoKey gives its KeyObject; Web Crypto sets it.
let fromCryptoKey = () => undefined;

export function onCryptoKey(reader) {
    fromCryptoKey = reader;
}

export class KeyObject {
    #type;
    #bytes;

    constructor(token, type, bytes) {
        if (token !== made) {
            if (!['secret', 'public', 'private'].includes(token)) throw invalidValue('type', token);
            needObject(type, 'handle');
            throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "handle" argument must be of type object.');
        }
        this.#type = type;
        this.#bytes = bytes;
    }

    static {
        bytesOf = (key) => key.#bytes;
    }

    static from(key) {
        const found = fromCryptoKey(key);
        if (!found) throw invalidType('key', 'an instance of CryptoKey', key);
        return found;
    }

    get type() {
        return this.#type;
    }

    equals(other) {
        if (!isKeyObject(other)) throw invalidType('otherKeyObject', 'an instance of KeyObject', other);
        return other.type === this.#type && Buffer.compare(this.#bytes, bytesOf(other)) === 0;
    }

    get [Symbol.toStringTag]() {
        return 'KeyObject';
    }
}

class SecretKeyObject extends KeyObject {
    get symmetricKeySize() {
        return bytesOf(this).length;
    }

    export(options) {
        if (options !== undefined) {
            needObject(options, 'options');
            if (options.format === 'jwk') return { kty: 'oct', k: Buffer.from(bytesOf(this)).toString('base64url') };
            if (options.format !== undefined && options.format !== 'buffer') throw invalidValue('options.format', options.format);
        }
        return Buffer.from(bytesOf(this));
    }
}

class AsymmetricKeyObject extends KeyObject {
    #described;

    get #description() {
        this.#described ??= ask('crypto_key_describe', bytesOf(this), this.type === 'private');
        return this.#described;
    }

    get asymmetricKeyType() {
        return this.#description[0];
    }

    get asymmetricKeyDetails() {
        const [kind, bits, curve, exponent] = this.#description;
        if (kind === 'rsa') {
            const publicExponent = BigInt(`0x${Buffer.from(exponent).toString('hex')}`);
            return { modulusLength: bits, publicExponent };
        }
        return kind === 'ec' ? { namedCurve: curve } : {};
    }

    export(options) {
        if (options !== undefined && options !== null && options.format === 'jwk') return exportJwk(this);
        needObject(options, 'options');
        return exportKey(this, options, 'options');
    }
}

class PublicKeyObject extends AsymmetricKeyObject {}
class PrivateKeyObject extends AsymmetricKeyObject {}

export function isKeyObject(value) {
    return value instanceof KeyObject;
}

export const secretKey = (bytes) => new SecretKeyObject(made, 'secret', bytes);
export const publicKey = (der) => new PublicKeyObject(made, 'public', der);
export const privateKey = (der) => new PrivateKeyObject(made, 'private', der);

/// The bytes that go to the host.
export function handleOf(key) {
    return bytesOf(key);
}

function ordered(jwk) {
    const order = { RSA: RSA_ORDER, EC: EC_ORDER, OKP: OKP_ORDER }[jwk.kty];
    return Object.fromEntries(order.filter((name) => name in jwk).map((name) => [name, jwk[name]]));
}

export function exportJwk(key) {
    if (key.type === 'secret') return key.export({ format: 'jwk' });
    return ordered(JSON.parse(ask('crypto_key_export', bytesOf(key), key.type === 'private', 'jwk')));
}

/// A key as the options say: `format`, `type`, `cipher`, `passphrase`.
export function exportKey(key, options, prefix) {
    const { format, cipher, passphrase } = options;
    let { type } = options;
    if (format !== 'pem' && format !== 'der') throw invalidValue(`${prefix}.format`, format);
    const isPrivate = key.type === 'private';
    const kind = key.asymmetricKeyType;
    const types = isPrivate ? ['pkcs1', 'pkcs8', 'sec1'] : ['pkcs1', 'spki'];
    if (!types.includes(type)) throw invalidValue(`${prefix}.type`, type);
    const incompatible = (message) => nodeError(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS', message);
    if (type === 'pkcs1' && kind !== 'rsa') throw incompatible('The selected key encoding pkcs1 can only be used for RSA keys.');
    if (type === 'sec1' && kind !== 'ec') throw incompatible('The selected key encoding sec1 can only be used for EC keys.');
    let secret;
    if (isPrivate && cipher !== undefined && cipher !== null) {
        if (typeof cipher !== 'string') throw invalidValue(`${prefix}.cipher`, cipher);
        if (typeof passphrase !== 'string' && !isBytes(passphrase)) throw invalidValue(`${prefix}.passphrase`, passphrase);
        if (format === 'der' && type !== 'pkcs8') throw incompatible(`The selected key encoding ${type} does not support encryption.`);
        if (!ask('crypto_cipher_info', cipher)) throw nodeError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
        secret = toBytes(passphrase, 'passphrase');
        // OpenSSL's old way to encrypt PEM is not served; what can be read is the new one.
        type = 'pkcs8';
    }
    const result = ask('crypto_key_export', bytesOf(key), isPrivate, type, format === 'pem', cipher, secret);
    return typeof result === 'string' ? result : Buffer.from(result.buffer, result.byteOffset, result.byteLength);
}

export function createSecretKey(key, encoding) {
    if (typeof key === 'string') return secretKey(Buffer.from(key, encoding));
    if (!isBytes(key)) throw invalidType('key', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', key);
    return secretKey(Uint8Array.prototype.slice.call(viewOf(key)));
}

/// The bytes of a secret key: what HMAC and ciphers take.
export function keyBytes(key, name, encoding) {
    const object = isKeyObject(key) ? key : fromCryptoKey(key);
    if (object) {
        if (object.type !== 'secret') throw wrongType(object.type, 'secret');
        return bytesOf(object);
    }
    return toBytes(key, name, encoding, BYTES_OR_KEY);
}

export function wrongType(found, expected) {
    return nodeError(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${found}, expected ${expected}.`);
}

/// A private or public key of what a program hands in: a KeyObject, PEM, or an object that says its form.
export function asymmetric(input, wanted, strict = false) {
    const object = isKeyObject(input) ? input : fromCryptoKey(input);
    if (object && !strict) return fitting(object, wanted);
    if (object && strict) {
        if (wanted === 'public' && object.type === 'private') return fitting(object, wanted);
        throw wrongType(object.type, 'private');
    }
    if (typeof input === 'string' || isBytes(input)) return read(toBytes(input, 'key'), 'pem', wanted);
    if (input === null || typeof input !== 'object') {
        throw invalidType('key', strict ? undefined || 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView' : BYTES_OR_KEY, input);
    }
    const { key, format, type, passphrase, encoding } = input;
    const inner = isKeyObject(key) ? key : fromCryptoKey(key);
    if (inner) return strict && inner.type !== 'private' ? raise(wrongType(inner.type, 'private')) : fitting(inner, wanted);
    if (format === 'jwk') {
        needObject(key, 'key.key');
        return fromJwk(key, wanted);
    }
    if (format !== undefined && format !== 'pem' && format !== 'der') throw invalidValue('options.format', format);
    const bytes = toBytes(key, 'key.key', encoding);
    const secret = passphrase === undefined || passphrase === null ? undefined : toBytes(passphrase, 'key.passphrase', encoding);
    if (format !== 'der') return read(bytes, 'pem', wanted, secret);
    const types = wanted === 'private' ? ['pkcs1', 'pkcs8', 'sec1'] : ['pkcs1', 'spki', 'pkcs8', 'sec1'];
    if (!types.includes(type)) throw invalidValue('options.type', type);
    return read(bytes, type, wanted, secret);
}

function raise(error) {
    throw error;
}

function read(bytes, form, wanted, passphrase) {
    if (wanted === 'private') return privateKey(ask('crypto_key_private', bytes, form, passphrase));
    return publicKey(ask('crypto_key_public', bytes, form, passphrase));
}

function fromJwk(jwk, wanted) {
    const text = JSON.stringify(jwk);
    const invalid = (error) => {
        if (error.code === 'ERR_OUT_OF_FUEL') return error;
        return nodeError(TypeError, 'ERR_CRYPTO_INVALID_JWK', 'Invalid JWK data');
    };
    if (!['RSA', 'EC', 'OKP'].includes(jwk.kty)) throw invalidValue('key.kty', jwk.kty, "must be one of: 'RSA', 'EC', 'OKP'");
    try {
        return read(Buffer.from(text), 'jwk', wanted);
    } catch (error) {
        throw invalid(error);
    }
}

function fitting(object, wanted) {
    if (object.type === wanted) return object;
    if (wanted === 'public' && object.type === 'private') return publicKey(ask('crypto_key_public', bytesOf(object), 'pkcs8'));
    throw wrongType(object.type, wanted === 'private' ? 'private' : 'private or public');
}

export function createPrivateKey(key) {
    return asymmetric(key, 'private', true);
}

export function createPublicKey(key) {
    return asymmetric(key, 'public', true);
}
