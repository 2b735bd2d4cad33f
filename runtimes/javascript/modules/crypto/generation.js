// Making keys.
import { setImmediate } from 'node:timers';
import { promisify } from 'node:util';
import { host } from 'dualgauge:host';
import { ask, invalidValue, needFunction, needInteger, needObject, needString, nodeError } from './checks.js';
import { exportJwk, exportKey, privateKey, publicKey, secretKey } from './key_objects.js';

const CURVES = ['prime256v1', 'secp256k1', 'secp384r1', 'secp521r1'];
const CURVE_NAMES = new Set([...CURVES, 'P-256', 'P-384', 'P-521']);
/// Kinds of keys that Node makes and the host does not.
const NOT_SERVED = ['rsa-pss', 'dsa', 'dh', 'ed448', 'x448'];

export const getCurves = () => [...CURVES];

/// What the host is asked for: a function that makes the key.
function maker(type, options) {
    switch (type) {
        case 'rsa': {
            needObject(options, 'options');
            const { modulusLength, publicExponent = 65537 } = options;
            needInteger(modulusLength, 'options.modulusLength', 0, 2 ** 32 - 1);
            needInteger(publicExponent, 'options.publicExponent', 0, 2 ** 32 - 1);
            if (modulusLength < 512) throw nodeError(Error, undefined, 'error:1C8000AB:Provider routines::key size too small');
            if (modulusLength > 4096) throw nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'RSA keys of more than 4096 bits are not made here');
            return () => ask('crypto_key_generate', 'rsa', modulusLength, publicExponent);
        }
        case 'ec': {
            needObject(options, 'options');
            const { namedCurve, paramEncoding } = options;
            needString(namedCurve, 'options.namedCurve');
            if (paramEncoding !== undefined && paramEncoding !== null && paramEncoding !== 'named') {
                throw invalidValue('options.paramEncoding', paramEncoding);
            }
            if (!CURVE_NAMES.has(namedCurve)) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
            return () => ask('crypto_key_generate', namedCurve, 0, 0);
        }
        case 'ed25519':
        case 'x25519':
            return () => ask('crypto_key_generate', type, 0, 0);
        default:
            if (NOT_SERVED.includes(type)) {
                throw nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `Keys of type '${type}' are not served here`);
            }
            throw invalidValue('type', type, 'must be a supported key type');
    }
}

function checkEncoding(encoding, name) {
    if (encoding === undefined || encoding === null) return;
    needObject(encoding, name);
    if (!['pem', 'der', 'jwk'].includes(encoding.format)) throw invalidValue(`${name}.format`, encoding.format);
}

function written(key, encoding, name) {
    if (encoding === undefined || encoding === null) return key;
    return encoding.format === 'jwk' ? exportJwk(key) : exportKey(key, encoding, name);
}

function prepare(type, options) {
    needString(type, 'type');
    const make = maker(type, options);
    const given = options ?? {};
    checkEncoding(given.publicKeyEncoding, 'options.publicKeyEncoding');
    checkEncoding(given.privateKeyEncoding, 'options.privateKeyEncoding');
    return () => {
        const made = make();
        return {
            publicKey: written(publicKey(ask('crypto_key_public', made, 'pkcs8')), given.publicKeyEncoding, 'options.publicKeyEncoding'),
            privateKey: written(privateKey(made), given.privateKeyEncoding, 'options.privateKeyEncoding'),
        };
    };
}

export function generateKeyPairSync(type, options) {
    return prepare(type, options)();
}

export function generateKeyPair(type, options, callback) {
    if (typeof options === 'function') [options, callback] = [undefined, options];
    const make = prepare(type, options);
    needFunction(callback, 'callback');
    setImmediate(() => {
        let pair;
        try {
            pair = make();
        } catch (error) {
            callback(error);
            return;
        }
        callback(null, pair.publicKey, pair.privateKey);
    });
}

generateKeyPair[promisify.custom] = (type, options) => new Promise((resolve, reject) => {
    generateKeyPair(type, options, (error, made, secret) => (error ? reject(error) : resolve({ publicKey: made, privateKey: secret })));
});

function prepareSecret(type, options) {
    needString(type, 'type');
    needObject(options, 'options');
    const { length } = options;
    if (type === 'hmac') {
        needInteger(length, 'options.length', 8);
    } else if (type === 'aes') {
        if (![128, 192, 256].includes(length)) throw invalidValue('options.length', length, 'must be one of: 128, 192, 256');
    } else {
        throw invalidValue('type', type, 'must be a supported key type');
    }
    return () => {
        const bytes = new Uint8Array(length >> 3);
        host.random_get(bytes);
        return secretKey(bytes);
    };
}

export function generateKeySync(type, options) {
    return prepareSecret(type, options)();
}

export function generateKey(type, options, callback) {
    const make = prepareSecret(type, options);
    needFunction(callback, 'callback');
    setImmediate(() => callback(null, make()));
}
