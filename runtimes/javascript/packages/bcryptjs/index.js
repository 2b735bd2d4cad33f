'use strict';
// bcryptjs, with its interface and its messages, over the host's bcrypt: in the guest it would take seconds.

const { bcryptHash, decodeBase64, encodeBase64, saltText } = require('dualgauge:crypto/passwords');

const DEFAULT_ROUNDS = 10;
const SALT_LENGTH = 16;
const MAX_BYTES = 72;

const illegal = (...values) => Error(`Illegal arguments: ${values.map((value) => typeof value).join(', ')}`);

function genSaltSync(rounds, seedLength) {
    const cost = rounds || DEFAULT_ROUNDS;
    if (typeof cost !== 'number') throw illegal(cost, seedLength);
    return saltText('a', Math.trunc(Math.min(Math.max(cost, 4), 31)));
}

/// Checks the salt in the order in which the package does.
function hashWith(text, salt) {
    if (salt[0] !== '$' || salt[1] !== '2') throw Error(`Invalid salt version: ${salt.substring(0, 2)}`);
    let minor = '';
    let at = 3;
    if (salt[2] !== '$') {
        minor = salt.charAt(2);
        if (!['a', 'b', 'y'].includes(minor) || salt[3] !== '$') throw Error(`Invalid salt revision: ${salt.substring(2, 4)}`);
        at = 4;
    }
    if (salt.charAt(at + 2) > '$') throw Error('Missing salt rounds');
    const cost = parseInt(salt.substring(at, at + 1), 10) * 10 + parseInt(salt.substring(at + 1, at + 2), 10);
    const real = salt.substring(at + 3, at + 25);
    if (!(cost >= 4 && cost <= 31)) throw Error(`Illegal number of rounds (4-31): ${cost}`);
    const length = decodeBase64(real, SALT_LENGTH).length;
    if (length !== SALT_LENGTH) throw Error(`Illegal salt length: ${length} != ${SALT_LENGTH}`);
    return bcryptHash(text, minor, cost, real);
}

function hashSync(text, salt = DEFAULT_ROUNDS) {
    const beginning = typeof salt === 'number' ? module.exports.genSaltSync(salt) : salt;
    if (typeof text !== 'string' || typeof beginning !== 'string') throw illegal(text, beginning);
    return hashWith(text, beginning);
}

function compareSync(text, hashed) {
    if (typeof text !== 'string' || typeof hashed !== 'string') throw illegal(text, hashed);
    if (hashed.length !== 60) return false;
    return hashSync(text, hashed.substring(0, hashed.length - 31)) === hashed;
}

/// Does the work later and tells the callback, or gives a promise where there is none.
function later(work, callback, progress) {
    if (!callback) return new Promise((resolve, reject) => later(work, (error, result) => (error ? reject(error) : resolve(result)), progress));
    if (typeof callback !== 'function') throw Error(`Illegal callback: ${typeof callback}`);
    setImmediate(() => {
        let result;
        try {
            result = work();
            if (typeof progress === 'function') progress(1);
        } catch (error) {
            callback(error);
            return;
        }
        callback(null, result);
    });
    return undefined;
}

function genSalt(rounds, seedLength, callback) {
    if (typeof seedLength === 'function') [seedLength, callback] = [undefined, seedLength];
    if (typeof rounds === 'function') [rounds, callback] = [undefined, rounds];
    if (rounds !== undefined && typeof rounds !== 'number') throw Error(`illegal arguments: ${typeof rounds}`);
    return later(() => genSaltSync(rounds), callback);
}

function hash(text, salt, callback, progress) {
    return later(() => {
        if (typeof text !== 'string' || (typeof salt !== 'string' && typeof salt !== 'number')) throw illegal(text, salt);
        return hashSync(text, salt);
    }, callback, progress);
}

function compare(text, hashed, callback, progress) {
    return later(() => compareSync(text, hashed), callback, progress);
}

function getRounds(hashed) {
    if (typeof hashed !== 'string') throw illegal(hashed);
    return parseInt(hashed.split('$')[2], 10);
}

function getSalt(hashed) {
    if (typeof hashed !== 'string') throw illegal(hashed);
    if (hashed.length !== 60) throw Error(`Illegal hash length: ${hashed.length} != 60`);
    return hashed.substring(0, 29);
}

/// Whether a password is longer than what bcrypt looks at.
function truncates(password) {
    if (typeof password !== 'string') throw illegal(password);
    return Buffer.byteLength(password) > MAX_BYTES;
}

module.exports = {
    setRandomFallback() {},
    genSaltSync,
    genSalt,
    hashSync,
    hash,
    compareSync,
    compare,
    getRounds,
    getSalt,
    truncates,
    encodeBase64,
    decodeBase64,
};
module.exports.default = module.exports;
