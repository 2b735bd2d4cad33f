'use strict';

const { randomBytes, scrypt, timingSafeEqual } = require('node:crypto');
const { promisify } = require('node:util');

const derive = promisify(scrypt);

const COST = { N: 2 ** 14, r: 8, p: 5 };
const FORMAT = /^scrypt:16384:8:5:([A-Za-z0-9+/]{22}==):([A-Za-z0-9+/]{43}=)$/;

function deriveKey(password, salt) {
    // As JSON, passwords stay apart that would count as the same bytes otherwise: with NULs at their ends, because
    // the keyed hash inside pads what it gets with NULs, and with lone surrogates, which UTF-8 can't say.
    return derive(Buffer.from(JSON.stringify(password)), salt, 32, COST);
}

async function hashPassword(password) {
    const salt = randomBytes(16);
    const key = await deriveKey(password, salt);
    return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join(':');
}

async function verifyPassword(password, stored) {
    const match = FORMAT.exec(stored);
    if (match === null) {
        return false;
    }
    const [salt, key] = match.slice(1).map((part) => Buffer.from(part, 'base64'));
    return timingSafeEqual(await deriveKey(password, salt), key);
}

module.exports = { hashPassword, verifyPassword };
