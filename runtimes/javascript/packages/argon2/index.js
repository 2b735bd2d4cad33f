'use strict';
// argon2, with its interface, over the host's. Secrets, associated data and version 16 are not served.

const { randomBytes, timingSafeEqual } = require('crypto');
const { argon2Hash } = require('dualgauge:crypto/passwords');

const argon2d = 0;
const argon2i = 1;
const argon2id = 2;
const VARIANTS = ['d', 'i', 'id'];
const VERSION = 0x13;
/// Identifier, version, parameters, salt, hash: the PHC string format.
const DIGEST = /^\$argon2(d|i|id)(?:\$v=(\d+))?\$([a-z]+=[^$]*)\$([A-Za-z0-9+/]+)(?:\$([A-Za-z0-9+/]+))?$/;

const defaults = Object.freeze({
    hashLength: 32,
    memoryCost: 1 << 16,
    parallelism: 4,
    timeCost: 3,
    type: argon2id,
    version: VERSION,
});

const base64 = (bytes) => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

function refuse(options) {
    const { secret, associatedData, version } = options;
    if ((secret && secret.length) || (associatedData && associatedData.length)) {
        throw new Error('secret and associatedData are not served here');
    }
    if (version !== undefined && Number(version) !== VERSION) throw new Error('version 16 of Argon2 is not served here');
}

/// What the native part says of parameters that it doesn't take.
function check({ hashLength, memoryCost, parallelism, timeCost }, salt) {
    if (hashLength > 2 ** 32 - 1) throw new RangeError('Hash length is too large');
    if (memoryCost > 2 ** 32 - 1) throw new RangeError('Memory cost is too large');
    if (timeCost > 2 ** 32 - 1) throw new RangeError('Time cost is too large');
    if (parallelism > 2 ** 24 - 1) throw new RangeError('Parallelism is too large');
    if (hashLength < 4) throw new Error('Output is too short');
    if (salt.length < 8) throw new Error('Salt is too short');
    if (timeCost < 1) throw new Error('Time cost is too small');
    if (parallelism < 1) throw new Error('Too few lanes');
    if (memoryCost < 8 * parallelism) throw new Error('Memory cost is too small');
}

async function hash(password, options) {
    const { raw, salt = randomBytes(16), ...rest } = { ...defaults, ...options };
    refuse(rest);
    check(rest, salt);
    const { hashLength: length, memoryCost: memory, parallelism: lanes, timeCost: time, type } = rest;
    const variant = VARIANTS[type];
    const result = argon2Hash(variant, Buffer.from(password), salt, { time, memory, lanes, length });
    if (raw) return result;
    return `$argon2${variant}$v=${VERSION}$m=${memory},t=${time},p=${lanes}$${base64(salt)}$${base64(result)}`;
}

function deserialize(digest) {
    if (typeof digest !== 'string' || digest === '') throw new TypeError('pchstr must be a non-empty string');
    if (digest[0] !== '$') throw new TypeError('pchstr must contain a $ as first char');
    const parts = DIGEST.exec(digest);
    if (!parts) throw new TypeError('pchstr contains unrecognized fileds: ' + digest.split('$').slice(1).join(','));
    const [, variant, version, parameters, salt, hashed] = parts;
    const params = Object.fromEntries(parameters.split(',').map((pair) => pair.split('=')));
    return { variant, version: version === undefined ? 0x10 : Number(version), params, salt, hashed };
}

async function verify(digest, password, options = {}) {
    const { variant, version, params, salt, hashed } = deserialize(digest);
    refuse({ version, secret: options.secret, associatedData: params.data });
    const expected = Buffer.from(hashed ?? '', 'base64');
    const found = argon2Hash(variant, Buffer.from(password), Buffer.from(salt, 'base64'), {
        time: Number(params.t),
        memory: Number(params.m),
        lanes: Number(params.p),
        length: expected.length,
    });
    return timingSafeEqual(found, expected);
}

function needsRehash(digest, options = {}) {
    const { memoryCost, timeCost, parallelism, version } = { ...defaults, ...options };
    const { version: found, params } = deserialize(digest);
    return found !== Number(version) || Number(params.m) !== Number(memoryCost) ||
        Number(params.t) !== Number(timeCost) || Number(params.p) !== Number(parallelism);
}

module.exports = { argon2d, argon2i, argon2id, hash, needsRehash, verify, defaults };
module.exports.default = module.exports;
