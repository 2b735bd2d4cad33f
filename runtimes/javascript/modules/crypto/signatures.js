// Signatures.
import { Buffer } from 'node:buffer';
import { setImmediate } from 'node:timers';
import { Writable } from 'node:stream';
import { ask, dataBytes, encoded, invalidType, invalidValue, isBytes, needFunction, needString, nodeError, Pieces, toBytes } from './checks.js';
import { digestInfo, inherit } from './hashes.js';
import { asymmetric, handleOf } from './key_objects.js';

const kState = Symbol('kState');
const RSA_PKCS1_PADDING = 1;
const RSA_PKCS1_PSS_PADDING = 6;

function digestName(name) {
    const info = digestInfo(name);
    if (!info) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
    return info[0];
}

/// Padding, length of the salt, whether signatures are IEEE P1363: as the host takes them.
function scheme(options) {
    const given = options !== null && typeof options === 'object' && !isBytes(options) ? options : {};
    const { padding, saltLength, dsaEncoding } = given;
    if (padding !== undefined && !Number.isInteger(padding)) throw invalidValue('options.padding', padding);
    if (saltLength !== undefined && !Number.isInteger(saltLength)) throw invalidValue('options.saltLength', saltLength);
    if (dsaEncoding !== undefined && dsaEncoding !== 'der' && dsaEncoding !== 'ieee-p1363') throw invalidValue('options.dsaEncoding', dsaEncoding);
    const name = padding === RSA_PKCS1_PSS_PADDING ? 'pss' : padding === undefined || padding === RSA_PKCS1_PADDING ? 'pkcs1' : 'illegal';
    return [name, saltLength ?? -2, dsaEncoding === 'ieee-p1363'];
}

/// The digest that a kind of key takes where none is named.
function standardDigest(key) {
    return key.asymmetricKeyType === 'ed25519' ? '' : 'sha256';
}

const unsupported = () => nodeError(Error, 'ERR_CRYPTO_UNSUPPORTED_OPERATION', 'Unsupported crypto operation');

export function Sign(algorithm, options) {
    if (!new.target) return new Sign(algorithm, options);
    start(this, algorithm, options);
}

export function Verify(algorithm, options) {
    if (!new.target) return new Verify(algorithm, options);
    start(this, algorithm, options);
}

function start(self, algorithm, options) {
    needString(algorithm, 'algorithm');
    const info = digestInfo(algorithm);
    if (!info) throw nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest');
    self[kState] = { digest: info[0], pieces: new Pieces(), finished: false };
    Writable.call(self, options);
}

function finish(self) {
    const state = self[kState];
    if (state.finished) throw nodeError(Error, 'ERR_CRYPTO_SIGN_FINALIZED', 'Sign already called');
    state.finished = true;
    return state.pieces.all();
}

for (const Class of [Sign, Verify]) {
    inherit(Class, Writable);
    Class.prototype._write = function write(chunk, encoding, callback) {
        this[kState].pieces.add(dataBytes(chunk, encoding));
        callback();
    };
    Class.prototype.update = function update(data, encoding) {
        this[kState].pieces.add(dataBytes(data, encoding));
        return this;
    };
}

Sign.prototype.sign = function sign(options, encoding) {
    if (!options) throw nodeError(Error, 'ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign');
    const key = asymmetric(options, 'private');
    const how = scheme(options);
    if (key.asymmetricKeyType === 'ed25519') throw unsupported();
    const signature = ask('crypto_sign', finish(this), handleOf(key), this[kState].digest, ...how);
    return encoded(signature, encoding);
};

Verify.prototype.verify = function verify(options, signature, encoding) {
    const key = asymmetric(options, 'public');
    const how = scheme(options);
    const bytes = toBytes(signature, 'signature', encoding);
    if (key.asymmetricKeyType === 'ed25519') throw unsupported();
    return ask('crypto_verify', finish(this), handleOf(key), this[kState].digest, ...how, bytes);
};

export const createSign = (algorithm, options) => new Sign(algorithm, options);
export const createVerify = (algorithm, options) => new Verify(algorithm, options);

/// Answers at once, or a callback later.
function answered(work, callback) {
    if (callback === undefined) return work();
    needFunction(callback, 'callback');
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
    return undefined;
}

function message(data) {
    if (!isBytes(data)) throw invalidType('data', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', data);
    return toBytes(data, 'data');
}

export function sign(algorithm, data, key, callback) {
    if (algorithm !== null && algorithm !== undefined) needString(algorithm, 'algorithm');
    const bytes = message(data);
    const how = scheme(key);
    if (!key) throw nodeError(Error, 'ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign');
    const signing = asymmetric(key, 'private');
    return answered(() => {
        const digest = algorithm ? digestName(algorithm) : standardDigest(signing);
        const signature = ask('crypto_sign', bytes, handleOf(signing), digest, ...how);
        return Buffer.from(signature.buffer, signature.byteOffset, signature.byteLength);
    }, callback);
}

export function verify(algorithm, data, key, signature, callback) {
    if (algorithm !== null && algorithm !== undefined) needString(algorithm, 'algorithm');
    const bytes = message(data);
    const how = scheme(key);
    if (!isBytes(signature)) throw invalidType('signature', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', signature);
    const verifying = asymmetric(key, 'public');
    return answered(() => {
        const digest = algorithm ? digestName(algorithm) : standardDigest(verifying);
        return ask('crypto_verify', bytes, handleOf(verifying), digest, ...how, toBytes(signature, 'signature'));
    }, callback);
}
