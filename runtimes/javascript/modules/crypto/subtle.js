// Web Crypto, on top of the same functions of the host.
import { Buffer } from 'node:buffer';
import { host } from 'dualgauge:host';
import { ask, nodeError } from './checks.js';
import { createPrivateKey, createPublicKey, exportJwk, handleOf, KeyObject, privateKey, publicKey, secretKey } from './key_objects.js';
import { getRandomValues, randomUUID } from './random.js';
import {
    arrayBuffer, BLOCK_BITS, CryptoKey, cryptoKey, digestOf, failure, hashOf, needBytes, needUsages, needUse, normalized, splitUsages,
} from './web_keys.js';

const CURVES = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };
const EMPTY = new Uint8Array(0);
const isAes = (name) => name.startsWith('AES-');
const isRsa = (name) => name.startsWith('RSA');
const isEc = (name) => name === 'ECDSA' || name === 'ECDH';

/// Failures of the host have one name here.
function operation(work) {
    try {
        return work();
    } catch (error) {
        if (error instanceof DOMException || error.code === 'ERR_OUT_OF_FUEL') throw error;
        throw failure('OperationError', 'The operation failed for an operation-specific reason');
    }
}

function aes(key, algorithm, data, encrypt) {
    const bytes = handleOf(needUse(key, algorithm, encrypt ? 'encrypt' : 'decrypt'));
    const mode = algorithm.name.slice(4).toLowerCase();
    const cipher = `aes-${bytes.length * 8}-${mode}`;
    const input = needBytes(data, 'data');
    const iv = needBytes(mode === 'ctr' ? algorithm.counter : algorithm.iv, mode === 'ctr' ? 'algorithm.counter' : 'algorithm.iv');
    if (mode !== 'gcm') {
        if (iv.length !== 16) throw failure('OperationError', 'algorithm.iv must contain exactly 16 bytes');
        return operation(() => ask('crypto_cipher', cipher, encrypt, bytes, iv, EMPTY, input, undefined, true, false)[0]);
    }
    const { tagLength = 128, additionalData } = algorithm;
    if (![32, 64, 96, 104, 112, 120, 128].includes(tagLength)) throw failure('OperationError', `${tagLength} is not a valid AES-GCM tag length`);
    const aad = additionalData === undefined ? EMPTY : needBytes(additionalData, 'algorithm.additionalData');
    const size = tagLength / 8;
    if (encrypt) {
        const [output, tag] = operation(() => ask('crypto_cipher', cipher, true, bytes, iv, aad, input, undefined, true, false));
        return Buffer.concat([output, tag.subarray(0, size)]);
    }
    if (input.length < size) throw failure('OperationError', 'The provided data is too small.');
    const at = input.length - size;
    return operation(() => ask('crypto_cipher', cipher, false, bytes, iv, aad, input.subarray(0, at), input.subarray(at), true, false)[0]);
}

function crypt(algorithm, key, data, encrypt) {
    const how = normalized(algorithm);
    if (isAes(how.name)) return aes(key, how, data, encrypt);
    if (how.name !== 'RSA-OAEP') throw failure('NotSupportedError', 'Unrecognized algorithm name');
    const object = needUse(key, how, encrypt ? 'encrypt' : 'decrypt');
    const label = how.label === undefined ? EMPTY : needBytes(how.label, 'algorithm.label');
    const input = needBytes(data, 'data');
    const digest = digestOf(key.algorithm.hash.name);
    return operation(() => ask(encrypt ? 'crypto_encrypt' : 'crypto_decrypt', input, handleOf(object), !encrypt, 'oaep', digest, label));
}

/// Digest, padding, length of the salt, IEEE P1363: as the host takes them.
function scheme(how, key) {
    switch (how.name) {
        case 'ECDSA':
            return [hashOf(how).digest, '', 0, true];
        case 'RSASSA-PKCS1-v1_5':
            return [digestOf(key.algorithm.hash.name), 'pkcs1', 0, false];
        case 'RSA-PSS':
            return [digestOf(key.algorithm.hash.name), 'pss', how.saltLength, false];
        case 'Ed25519':
            return ['', '', 0, false];
        default:
            throw failure('NotSupportedError', 'Unrecognized algorithm name');
    }
}

function derived(how, key, usage, length) {
    const object = needUse(key, how, usage);
    const bytes = handleOf(object);
    if (how.name === 'ECDH' || how.name === 'X25519') {
        if (!(how.public instanceof CryptoKey) || how.public.algorithm.name !== how.name) {
            throw failure('InvalidAccessError', 'algorithm.public must be a public key of the same kind');
        }
        if (how.public.algorithm.namedCurve !== key.algorithm.namedCurve) throw failure('InvalidAccessError', 'Named curve mismatch');
        const secret = operation(() => ask('crypto_agree', bytes, handleOf(KeyObject.from(how.public))));
        if (length === null || length === undefined) return secret;
        if (length > secret.length * 8) throw failure('OperationError', 'derived bit length is too small');
        return secret.subarray(0, Math.ceil(length / 8));
    }
    if (!Number.isInteger(length) || length % 8 !== 0) throw failure('OperationError', 'length must be a multiple of 8');
    const { digest } = hashOf(how);
    if (length === 0) return EMPTY;
    const salt = needBytes(how.salt, 'algorithm.salt');
    if (how.name === 'HKDF') {
        const info = needBytes(how.info, 'algorithm.info');
        return operation(() => ask('crypto_hkdf', digest, bytes, salt, info, length / 8));
    }
    if (how.name !== 'PBKDF2') throw failure('NotSupportedError', 'Unrecognized algorithm name');
    if (!(how.iterations > 0)) throw failure('OperationError', 'iterations cannot be zero');
    return operation(() => ask('crypto_pbkdf2', digest, bytes, salt, how.iterations, length / 8));
}

/// How many bits a key of an algorithm has.
function keyBits(how) {
    if (isAes(how.name)) {
        if (![128, 192, 256].includes(how.length)) throw failure('OperationError', 'Invalid key length');
        return how.length;
    }
    return how.name === 'HMAC' ? how.length ?? BLOCK_BITS[hashOf(how).name] : null;
}

/// The algorithm that a key shows.
function keyAlgorithm(how, object) {
    const { name } = how;
    if (isAes(name)) return { name, length: object.symmetricKeySize * 8 };
    if (name === 'HMAC') return { name, hash: { name: hashOf(how).name }, length: object.symmetricKeySize * 8 };
    if (isRsa(name)) {
        const { modulusLength, publicExponent } = object.asymmetricKeyDetails;
        const exponent = Uint8Array.from(Buffer.from(publicExponent.toString(16).padStart(6, '0'), 'hex'));
        return { name, modulusLength, publicExponent: exponent, hash: { name: hashOf(how).name } };
    }
    return isEc(name) ? { name, namedCurve: how.namedCurve } : { name };
}

function importSecret(format, data, how) {
    if (format === 'jwk') {
        if (!data || data.kty !== 'oct') throw failure('DataError', 'Invalid keyData');
        return secretKey(Uint8Array.from(Buffer.from(data.k, 'base64url')));
    }
    if (format !== 'raw') throw failure('NotSupportedError', `Unable to import ${how.name} using ${format} format`);
    const bytes = needBytes(data, 'keyData');
    if (isAes(how.name) && ![16, 24, 32].includes(bytes.length)) throw failure('DataError', 'Invalid key length');
    if (how.name === 'HMAC' && bytes.length === 0) throw failure('DataError', 'Zero-length key is not supported');
    return secretKey(bytes);
}

function importAsymmetric(format, data, how) {
    const curve = isEc(how.name) ? CURVES[how.namedCurve] : how.name.toLowerCase();
    if (isEc(how.name) && !curve) throw failure('NotSupportedError', 'Unrecognized namedCurve');
    let object;
    try {
        if (format === 'jwk') object = (data.d === undefined ? createPublicKey : createPrivateKey)({ key: data, format: 'jwk' });
        else if (format === 'pkcs8') object = createPrivateKey({ key: needBytes(data, 'keyData'), format: 'der', type: 'pkcs8' });
        else if (format === 'spki') object = createPublicKey({ key: needBytes(data, 'keyData'), format: 'der', type: 'spki' });
        else if (format === 'raw' && !isRsa(how.name)) object = publicKey(ask('crypto_key_public', needBytes(data, 'keyData'), curve));
        else throw failure('NotSupportedError', `Unable to import ${how.name} using ${format} format`);
    } catch (error) {
        if (error instanceof DOMException || error.code === 'ERR_OUT_OF_FUEL') throw error;
        throw failure('DataError', 'Invalid keyData');
    }
    const kind = isRsa(how.name) ? 'rsa' : isEc(how.name) ? 'ec' : how.name.toLowerCase();
    if (object.asymmetricKeyType !== kind) throw failure('DataError', 'Invalid key type');
    if (isEc(how.name) && object.asymmetricKeyDetails.namedCurve !== curve) throw failure('DataError', 'Named curve mismatch');
    return object;
}

export class SubtleCrypto {
    async digest(algorithm, data) {
        const digest = digestOf(normalized(algorithm).name);
        if (!digest) throw failure('NotSupportedError', 'Unrecognized algorithm name');
        return arrayBuffer(ask('crypto_digest', digest, needBytes(data, 'data')));
    }

    async encrypt(algorithm, key, data) {
        return arrayBuffer(crypt(algorithm, key, data, true));
    }

    async decrypt(algorithm, key, data) {
        return arrayBuffer(crypt(algorithm, key, data, false));
    }

    async sign(algorithm, key, data) {
        const how = normalized(algorithm);
        const object = needUse(key, how, 'sign');
        const bytes = needBytes(data, 'data');
        if (how.name === 'HMAC') return arrayBuffer(ask('crypto_hmac', digestOf(key.algorithm.hash.name), handleOf(object), bytes));
        const parts = scheme(how, key);
        return arrayBuffer(operation(() => ask('crypto_sign', bytes, handleOf(object), ...parts)));
    }

    async verify(algorithm, key, signature, data) {
        const how = normalized(algorithm);
        const object = needUse(key, how, 'verify');
        const bytes = needBytes(data, 'data');
        const given = needBytes(signature, 'signature');
        if (how.name === 'HMAC') {
            const code = ask('crypto_hmac', digestOf(key.algorithm.hash.name), handleOf(object), bytes);
            return code.length === given.length && ask('crypto_compare', code, given);
        }
        const parts = scheme(how, key);
        return operation(() => ask('crypto_verify', bytes, handleOf(object), ...parts, given));
    }

    async deriveBits(algorithm, key, length = null) {
        return arrayBuffer(derived(normalized(algorithm), key, 'deriveBits', length));
    }

    async deriveKey(algorithm, key, keyType, extractable, keyUsages) {
        const wanted = normalized(keyType);
        const bits = derived(normalized(algorithm), key, 'deriveKey', keyBits(wanted));
        return this.importKey('raw', bits, wanted, extractable, keyUsages);
    }

    async generateKey(algorithm, extractable, keyUsages) {
        const how = normalized(algorithm);
        const usages = needUsages(keyUsages);
        const bits = keyBits(how);
        if (bits !== null) {
            const bytes = new Uint8Array(Math.ceil(bits / 8));
            host.random_get(bytes);
            const object = secretKey(bytes);
            return cryptoKey(object, keyAlgorithm(how, object), extractable, usages);
        }
        const [publicUsages, privateUsages] = splitUsages(how.name, usages);
        if (privateUsages.length === 0) throw failure('SyntaxError', 'Usages cannot be empty when creating a key.');
        let secret;
        if (isRsa(how.name)) {
            const exponent = Number(`0x${Buffer.from(needBytes(how.publicExponent, 'algorithm.publicExponent')).toString('hex')}`);
            secret = operation(() => ask('crypto_key_generate', 'rsa', how.modulusLength, exponent));
        } else {
            const curve = isEc(how.name) ? CURVES[how.namedCurve] : how.name.toLowerCase();
            if (!curve || (!isEc(how.name) && !/^x25519$|^ed25519$/.test(curve))) throw failure('NotSupportedError', 'Unrecognized namedCurve');
            secret = operation(() => ask('crypto_key_generate', curve, 0, 0));
        }
        const own = privateKey(secret);
        const other = publicKey(ask('crypto_key_public', secret, 'pkcs8'));
        const shown = keyAlgorithm(how, other);
        return {
            publicKey: cryptoKey(other, shown, true, publicUsages),
            privateKey: cryptoKey(own, shown, extractable, privateUsages),
        };
    }

    async importKey(format, keyData, algorithm, extractable, keyUsages) {
        const how = normalized(algorithm);
        const usages = needUsages(keyUsages);
        const symmetric = isAes(how.name) || ['HMAC', 'HKDF', 'PBKDF2'].includes(how.name);
        if (symmetric) {
            if (/KDF/.test(how.name) && extractable) throw failure('SyntaxError', `${how.name} keys are not extractable`);
            const object = importSecret(format, keyData, how);
            return cryptoKey(object, keyAlgorithm(how, object), Boolean(extractable), usages);
        }
        const object = importAsymmetric(format, keyData, how);
        return cryptoKey(object, keyAlgorithm(how, object), Boolean(extractable), usages);
    }

    async exportKey(format, key) {
        if (!(key instanceof CryptoKey)) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'key must be an instance of CryptoKey');
        if (!key.extractable) throw failure('InvalidAccessError', 'key is not extractable');
        const object = KeyObject.from(key);
        const { name } = key.algorithm;
        const unable = () => failure('NotSupportedError', `Unable to export a ${key.type} ${name} key using ${format} format`);
        if (format === 'jwk') return { key_ops: key.usages, ext: key.extractable, ...exportJwk(object), ...jwkAlgorithm(key) };
        if (format === 'raw' && key.type === 'secret') return arrayBuffer(handleOf(object));
        if (format === 'raw' && key.type === 'public' && !isRsa(name)) {
            const curve = isEc(name) ? CURVES[key.algorithm.namedCurve] : name.toLowerCase();
            return arrayBuffer(ask('crypto_key_export', handleOf(object), false, curve));
        }
        if ((format === 'pkcs8' && key.type === 'private') || (format === 'spki' && key.type === 'public')) return arrayBuffer(handleOf(object));
        throw unable();
    }

    async wrapKey(format, key, wrappingKey, wrapAlgorithm) {
        const exported = await this.exportKey(format, key);
        const bytes = format === 'jwk' ? Buffer.from(JSON.stringify(exported)) : exported;
        return arrayBuffer(crypt(wrapAlgorithm, withUse(wrappingKey, 'wrapKey', 'encrypt'), bytes, true));
    }

    async unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgorithm, unwrappedKeyAlgorithm, extractable, keyUsages) {
        const bytes = crypt(unwrapAlgorithm, withUse(unwrappingKey, 'unwrapKey', 'decrypt'), wrappedKey, false);
        const data = format === 'jwk' ? JSON.parse(Buffer.from(bytes).toString()) : arrayBuffer(bytes);
        return this.importKey(format, data, unwrappedKeyAlgorithm, extractable, keyUsages);
    }
}

/// The key for encrypting, if it may be used for wrapping.
function withUse(key, usage, other) {
    const object = needUse(key, key.algorithm, usage);
    return cryptoKey(object, key.algorithm, false, [other]);
}

function jwkAlgorithm(key) {
    const { name, hash, length } = key.algorithm;
    const size = hash && hash.name.replace('SHA-', '');
    if (isAes(name)) return { alg: `A${length}${name.slice(4)}` };
    if (name === 'HMAC') return { alg: `HS${size}` };
    if (name === 'RSASSA-PKCS1-v1_5') return { alg: `RS${size}` };
    if (name === 'RSA-PSS') return { alg: `PS${size}` };
    if (name === 'RSA-OAEP') return { alg: size === '1' ? 'RSA-OAEP' : `RSA-OAEP-${size}` };
    return {};
}

export const subtle = new SubtleCrypto();

export class Crypto {
    get subtle() {
        return subtle;
    }

    getRandomValues(array) {
        return getRandomValues(array);
    }

    randomUUID(options) {
        return randomUUID(options);
    }

    get [Symbol.toStringTag]() {
        return 'Crypto';
    }
}

export const webcrypto = Object.defineProperty(new Crypto(), 'CryptoKey', { value: CryptoKey, enumerable: false });
export { CryptoKey };
