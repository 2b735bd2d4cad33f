// Secrets in common: elliptic curves, and Diffie and Hellman's own way.
import { Buffer } from 'node:buffer';
import { host } from 'dualgauge:host';
import { ask, encoded, invalidType, invalidValue, isBytes, needObject, needString, nodeError, toBytes } from './checks.js';
import { getCurves } from './generation.js';
import { handleOf, isKeyObject } from './key_objects.js';

const CURVE_NAMES = new Set([...getCurves(), 'P-256', 'P-384', 'P-521']);
const INVALID_PUBLIC = 'Public key is not valid for specified curve';

function invalidPublic() {
    return nodeError(Error, 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', INVALID_PUBLIC);
}

function otherwise(work, error) {
    try {
        return work();
    } catch (refusal) {
        throw refusal.code === 'ERR_OUT_OF_FUEL' ? refusal : error();
    }
}

export class ECDH {
    #curve;
    #key;

    constructor(curve) {
        needString(curve, 'curve');
        if (!CURVE_NAMES.has(curve)) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
        this.#curve = curve;
    }

    static convertKey(key, curve, inputEncoding, outputEncoding, format) {
        needString(curve, 'curve');
        if (!CURVE_NAMES.has(curve)) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
        const bytes = toBytes(key, 'key', inputEncoding);
        const der = otherwise(() => ask('crypto_key_public', bytes, curve),
            () => nodeError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to convert Buffer to EC_POINT'));
        return encoded(point(der, curve, format), outputEncoding);
    }

    generateKeys(encoding, format) {
        this.#key = ask('crypto_key_generate', this.#curve, 0, 0);
        return this.getPublicKey(encoding, format);
    }

    setPrivateKey(key, encoding) {
        const bytes = toBytes(key, 'key', encoding);
        this.#key = otherwise(() => ask('crypto_key_private', bytes, this.#curve),
            () => nodeError(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Private key is not valid for specified curve.'));
        return this;
    }

    getPrivateKey(encoding) {
        if (!this.#key) throw nodeError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH private key');
        return encoded(ask('crypto_key_export', this.#key, true, this.#curve), encoding);
    }

    getPublicKey(encoding, format) {
        if (!this.#key) throw nodeError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH public key');
        return encoded(point(ask('crypto_key_public', this.#key, 'pkcs8'), this.#curve, format), encoding);
    }

    setPublicKey() {
        throw nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'ECDH.setPublicKey is deprecated and not served here');
    }

    computeSecret(key, inputEncoding, outputEncoding) {
        const bytes = toBytes(key, 'otherPublicKey', inputEncoding);
        const other = otherwise(() => ask('crypto_key_public', bytes, this.#curve), invalidPublic);
        if (!this.#key) throw nodeError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Failed to get ECDH private key');
        return encoded(ask('crypto_agree', this.#key, other), outputEncoding);
    }
}

function point(der, curve, format = 'uncompressed') {
    if (!['compressed', 'hybrid', 'uncompressed'].includes(format)) {
        throw nodeError(TypeError, 'ERR_CRYPTO_ECDH_INVALID_FORMAT', `Invalid ECDH format: ${format}`);
    }
    const bytes = ask('crypto_key_export', der, false, format === 'compressed' ? 'sec1' : curve);
    // The hybrid form has both coordinates and the sign.
    if (format === 'hybrid') bytes[0] = 6 | (bytes[bytes.length - 1] & 1);
    return bytes;
}

export const createECDH = (curve) => new ECDH(curve);

export function diffieHellman(options) {
    needObject(options, 'options');
    const { privateKey, publicKey } = options;
    if (!isKeyObject(privateKey)) throw invalidValue('options.privateKey', privateKey);
    if (!isKeyObject(publicKey)) throw invalidValue('options.publicKey', publicKey);
    const kinds = [privateKey.asymmetricKeyType, publicKey.asymmetricKeyType];
    if (kinds[0] !== kinds[1] || !['ec', 'x25519'].includes(kinds[0])) {
        throw nodeError(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY', `Incompatible key types for Diffie-Hellman: ${kinds[0]} and ${kinds[1]}`);
    }
    const secret = ask('crypto_agree', handleOf(privateKey), handleOf(publicKey));
    return Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength);
}

/// Bits and the number that makes the formula's result a safe prime (RFC 2409, section 6; RFC 3526).
const GROUPS = {
    modp1: [768, 149686n], modp2: [1024, 129093n], modp5: [1536, 741804n], modp14: [2048, 124476n],
    modp15: [3072, 1690314n], modp16: [4096, 240904n], modp17: [6144, 929484n], modp18: [8192, 4743158n],
};
const primes = new Map();

/// The arc tangent of 1/x, times 2^bits.
function arctangent(x, bits) {
    let power = (1n << bits) / x;
    let sum = power;
    for (let n = 3n, sign = -1n; power > 0n; n += 2n, sign = -sign) {
        power /= x * x;
        sum += (sign * power) / n;
    }
    return sum;
}

/// 2^n - 2^(n-64) - 1 + 2^64 ([2^(n-130) π] + c)
function prime(name) {
    if (!primes.has(name)) {
        const [size, c] = GROUPS[name];
        const n = BigInt(size);
        const guard = 32n;
        const bits = n - 130n + guard;
        const pi = (16n * arctangent(5n, bits) - 4n * arctangent(239n, bits)) >> guard;
        const value = (1n << n) - (1n << (n - 64n)) - 1n + ((pi + c) << 64n);
        primes.set(name, Buffer.from(value.toString(16), 'hex'));
    }
    return primes.get(name);
}

class Exchange {
    #prime;
    #generator;
    #private;
    #public;
    verifyError = 0;

    constructor(modulus, generator) {
        this.#prime = modulus;
        this.#generator = generator;
    }

    generateKeys(encoding) {
        if (!this.#private) {
            // As long as gives twice the strength of the group.
            const bytes = new Uint8Array(Math.min(this.#prime.length, 40));
            host.random_get(bytes);
            bytes[0] = (bytes[0] & 0x7f) | 1;
            this.#private = bytes;
        }
        this.#public = ask('crypto_power', this.#generator, this.#private, this.#prime, true);
        return encoded(this.#public, encoding);
    }

    computeSecret(other, inputEncoding, outputEncoding) {
        const bytes = toBytes(other, 'otherPublicKey', inputEncoding);
        const number = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
        const modulus = BigInt(`0x${Buffer.from(this.#prime).toString('hex')}`);
        if (number < 2n) throw nodeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Supplied key is too small');
        if (number > modulus - 2n) throw nodeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Supplied key is too large');
        if (!this.#private) throw nodeError(Error, 'ERR_CRYPTO_INVALID_STATE', 'No private key');
        return encoded(ask('crypto_power', bytes, this.#private, this.#prime, false), outputEncoding);
    }

    getPrime(encoding) {
        return encoded(Uint8Array.prototype.slice.call(this.#prime), encoding);
    }

    getGenerator(encoding) {
        return encoded(Uint8Array.prototype.slice.call(this.#generator), encoding);
    }

    getPublicKey(encoding) {
        if (!this.#public) throw nodeError(Error, 'ERR_CRYPTO_INVALID_STATE', 'No public key - did you forget to generate one?');
        return encoded(this.#public, encoding);
    }

    getPrivateKey(encoding) {
        if (!this.#private) throw nodeError(Error, 'ERR_CRYPTO_INVALID_STATE', 'No private key - did you forget to generate one?');
        return encoded(this.#private, encoding);
    }

    setPublicKey(key, encoding) {
        this.#public = Uint8Array.prototype.slice.call(toBytes(key, 'key', encoding));
    }

    setPrivateKey(key, encoding) {
        this.#private = Uint8Array.prototype.slice.call(toBytes(key, 'key', encoding));
    }
}

function groupNamed(name) {
    needString(name, 'group');
    if (!Object.hasOwn(GROUPS, name.toLowerCase())) throw nodeError(Error, 'ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group');
    return [prime(name.toLowerCase()), Uint8Array.of(2)];
}

export function DiffieHellmanGroup(name) {
    return Reflect.construct(Exchange, groupNamed(name), new.target || DiffieHellmanGroup);
}
DiffieHellmanGroup.prototype = Object.create(Exchange.prototype, {
    constructor: { value: DiffieHellmanGroup, writable: true, configurable: true },
    setPublicKey: { value: undefined },
    setPrivateKey: { value: undefined },
});

/// A number's bytes, big-endian, without leading zeros.
function numberBytes(number) {
    const hex = (number >>> 0).toString(16);
    return Uint8Array.from(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));
}

export function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
    if (keyEncoding && !Buffer.isEncoding(keyEncoding) && keyEncoding !== 'buffer') {
        [keyEncoding, generator, genEncoding] = [undefined, keyEncoding, generator];
    }
    let modulus;
    if (typeof sizeOrKey === 'number') {
        // A new prime of this kind takes minutes: who asks for a size gets the well-known one.
        const name = Object.keys(GROUPS).find((known) => GROUPS[known][0] === sizeOrKey);
        if (!name) throw nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `Primes of ${sizeOrKey} bits are not made here`);
        modulus = prime(name);
    } else {
        if (typeof sizeOrKey !== 'string' && !isBytes(sizeOrKey)) {
            throw invalidType('sizeOrKey', 'of type number or string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView', sizeOrKey);
        }
        modulus = Uint8Array.prototype.slice.call(toBytes(sizeOrKey, 'sizeOrKey', keyEncoding));
    }
    let base = Uint8Array.of(2);
    if (typeof generator === 'number') base = numberBytes(generator);
    else if (generator !== undefined && generator !== null) base = Uint8Array.prototype.slice.call(toBytes(generator, 'generator', genEncoding));
    return Reflect.construct(Exchange, [modulus, base], new.target || DiffieHellman);
}
DiffieHellman.prototype = Object.create(Exchange.prototype, {
    constructor: { value: DiffieHellman, writable: true, configurable: true },
});

export const createDiffieHellman = (...values) => new DiffieHellman(...values);
export const createDiffieHellmanGroup = (name) => new DiffieHellmanGroup(name);
