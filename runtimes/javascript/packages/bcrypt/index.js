'use strict';
// bcrypt, with its interface and its messages, over the host's.

const { bcryptHash, saltText } = require('dualgauge:crypto/passwords');

const DEFAULT_ROUNDS = 10;
const HASH = /^\$2([ab])\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})?/;

const SALT_OR_ROUNDS = 'data must be a string or Buffer and salt must either be a salt string or a number of rounds';
const INVALID_SALT = 'Invalid salt. Salt must be in the form of: $Vers$log2(NumRounds)$saltvalue';

function isData(value) {
    return typeof value === 'string' || value instanceof Buffer;
}

function genSaltSync(rounds, minor) {
    if (rounds && typeof rounds !== 'number') throw new Error('rounds must be a number');
    if (minor && minor !== 'b' && minor !== 'a') throw new Error('minor must be either "a" or "b"');
    return saltText(minor || 'b', Math.min(Math.max(Math.trunc(rounds || DEFAULT_ROUNDS), 4), 31));
}

function hashSync(data, salt) {
    if (data === undefined || data === null || salt === undefined || salt === null) {
        throw new Error('data and salt arguments required');
    }
    if (!isData(data) || (typeof salt !== 'string' && typeof salt !== 'number')) throw new Error(SALT_OR_ROUNDS);
    const beginning = typeof salt === 'number' ? module.exports.genSaltSync(salt) : salt;
    const parts = HASH.exec(beginning);
    if (!parts || Number(parts[2]) < 4 || Number(parts[2]) > 31) throw new Error(INVALID_SALT);
    return bcryptHash(data, parts[1], Number(parts[2]), parts[3]);
}

/// A hash that is none fits nothing.
function matches(data, hash) {
    const parts = HASH.exec(hash);
    if (!parts || hash.length !== 60 || Number(parts[2]) < 4 || Number(parts[2]) > 31) return false;
    return bcryptHash(data, parts[1], Number(parts[2]), parts[3]) === hash;
}

function compareSync(data, hash) {
    if (data === undefined || data === null || hash === undefined || hash === null) {
        throw new Error('data and hash arguments required');
    }
    if (!isData(data) || typeof hash !== 'string') throw new Error('data must be a string or Buffer and hash must be a string');
    return matches(data, hash);
}

/// Does the work later and tells the callback, or gives a promise where there is none.
function later(work, callback) {
    if (callback && typeof callback !== 'function') return Promise.reject(new Error('cb must be a function or null to return a Promise'));
    if (!callback) return new Promise((resolve, reject) => later(work, (error, result) => (error ? reject(error) : resolve(result))));
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

function fail(message) {
    return () => {
        throw new Error(message);
    };
}

function genSalt(rounds, minor, callback) {
    if (typeof rounds === 'function') [rounds, minor, callback] = [undefined, undefined, rounds];
    else if (typeof minor === 'function') [minor, callback] = [undefined, minor];
    return later(() => genSaltSync(rounds, minor), callback);
}

function hash(data, salt, callback) {
    if (typeof data === 'function') return later(fail(SALT_OR_ROUNDS), data);
    if (typeof salt === 'function') return later(fail(SALT_OR_ROUNDS), salt);
    return later(() => hashSync(data, salt), callback);
}

function compare(data, hashed, callback) {
    if (typeof data === 'function') return later(fail('data and hash arguments required'), data);
    if (typeof hashed === 'function') return later(fail('data and hash arguments required'), hashed);
    return later(() => {
        if (data !== undefined && data !== null && hashed !== undefined && hashed !== null && (!isData(data) || typeof hashed !== 'string')) {
            throw new Error('data and hash must be strings');
        }
        return compareSync(data, hashed);
    }, callback);
}

function getRounds(hashed) {
    if (hashed === undefined || hashed === null) throw new Error('hash argument required');
    if (typeof hashed !== 'string') throw new Error('hash must be a string');
    const parts = HASH.exec(hashed);
    if (!parts) throw new Error('invalid hash provided');
    return Number(parts[2]);
}

module.exports = { genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds };
