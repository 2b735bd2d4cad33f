// Keys from passwords and other keys.
import { Buffer } from 'node:buffer';
import { setImmediate } from 'node:timers';
import { ask, invalidType, needFunction, needInteger, needString, nodeError, outOfRange, toBytes } from './checks.js';
import { needDigest } from './hashes.js';
import { isKeyObject, keyBytes } from './key_objects.js';

function asBuffer(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/// Does what was checked already, later, and tells the callback.
function later(work, callback) {
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
}

function preparePbkdf2(password, salt, iterations, keylen, digest) {
    needString(digest, 'digest');
    const secret = toBytes(password, 'password');
    const salted = toBytes(salt, 'salt');
    needInteger(iterations, 'iterations', 1);
    needInteger(keylen, 'keylen', 0);
    const [name] = needDigest(digest);
    return () => (keylen === 0 ? Buffer.alloc(0) : asBuffer(ask('crypto_pbkdf2', name, secret, salted, iterations, keylen)));
}

export function pbkdf2Sync(password, salt, iterations, keylen, digest) {
    return preparePbkdf2(password, salt, iterations, keylen, digest)();
}

export function pbkdf2(password, salt, iterations, keylen, digest, callback) {
    if (typeof digest === 'function') [digest, callback] = [undefined, digest];
    const work = preparePbkdf2(password, salt, iterations, keylen, digest);
    needFunction(callback, 'callback');
    later(work, callback);
}

/// One of the two names of a parameter of scrypt.
function parameter(options, name, alias, standard) {
    if (options[name] !== undefined && options[alias] !== undefined) {
        throw nodeError(Error, 'ERR_CRYPTO_SCRYPT_INVALID_PARAMETER', 'Invalid scrypt parameter');
    }
    const value = options[name] ?? options[alias];
    if (value === undefined) return standard;
    if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
    if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
    if (value < 0 || value > 2 ** 32 - 1) throw outOfRange(name, '>= 0 && <= 4294967295', value);
    return value || standard;
}

function prepareScrypt(password, salt, keylen, options) {
    const secret = toBytes(password, 'password');
    const salted = toBytes(salt, 'salt');
    needInteger(keylen, 'keylen', 0);
    const given = options === undefined || options === null ? {} : options;
    const N = parameter(given, 'N', 'cost', 16384);
    const r = parameter(given, 'r', 'blockSize', 8);
    const p = parameter(given, 'p', 'parallelization', 1);
    const maxmem = given.maxmem || 32 << 20;
    if (typeof maxmem !== 'number') throw invalidType('maxmem', 'of type number', maxmem);
    const invalid = (reason) => nodeError(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', `Invalid scrypt params${reason}`);
    if (N < 2 || (N & (N - 1)) !== 0) throw invalid(': error:030000AC:digital envelope routines::memory limit exceeded');
    // As OpenSSL counts: the table, the blocks, and one to mix with.
    if (128 * r * (N + p) + 32 * r + 4 > maxmem) throw invalid(': error:030000AC:digital envelope routines::memory limit exceeded');
    return () => {
        if (keylen === 0) return Buffer.alloc(0);
        try {
            return asBuffer(ask('crypto_scrypt', secret, salted, N, r, p, keylen));
        } catch (error) {
            throw error.code === 'ERR_CRYPTO_INVALID_PARAMETERS' ? invalid(`: ${error.message}`) : error;
        }
    };
}

export function scryptSync(password, salt, keylen, options) {
    return prepareScrypt(password, salt, keylen, options)();
}

export function scrypt(password, salt, keylen, options, callback) {
    if (typeof options === 'function') [options, callback] = [undefined, options];
    const work = prepareScrypt(password, salt, keylen, options);
    needFunction(callback, 'callback');
    later(work, callback);
}

function prepareHkdf(digest, key, salt, info, length) {
    needString(digest, 'digest');
    const secret = isKeyObject(key) ? keyBytes(key, 'ikm') : toBytes(key, 'ikm');
    const salted = toBytes(salt, 'salt');
    const context = toBytes(info, 'info');
    needInteger(length, 'length', 0);
    if (context.length > 1024) throw outOfRange('info', 'must not contain more than 1024 bytes', context.length);
    const [name, size] = needDigest(digest);
    if (length > 255 * size) throw nodeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    return () => {
        const bytes = ask('crypto_hkdf', name, secret, salted, context, length);
        return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    };
}

export function hkdfSync(digest, ikm, salt, info, keylen) {
    return prepareHkdf(digest, ikm, salt, info, keylen)();
}

export function hkdf(digest, ikm, salt, info, keylen, callback) {
    const work = prepareHkdf(digest, ikm, salt, info, keylen);
    needFunction(callback, 'callback');
    later(work, callback);
}
