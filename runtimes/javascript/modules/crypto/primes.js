// Primes: found and checked by Miller and Rabin's test.
import { Buffer } from 'node:buffer';
import { setImmediate } from 'node:timers';
import { host } from 'dualgauge:host';
import { ask, invalidType, isBytes, needFunction, needInteger, nodeError, viewOf } from './checks.js';

const MAX_BITS = 4096;
/// Enough that a number which is no prime passes once in 2^80 times.
const ROUNDS = 40;
const SMALL = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n, 67n, 71n, 73n, 79n, 83n, 89n, 97n];

const toNumber = (bytes) => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);

function toBytes(number) {
    const hex = number.toString(16);
    return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
}

function drawn(bits) {
    const bytes = Buffer.alloc(Math.ceil(bits / 8));
    host.random_get(bytes);
    return toNumber(bytes) & ((1n << BigInt(bits)) - 1n);
}

function isPrime(number, bits, rounds) {
    if (number < 2n) return false;
    for (const small of SMALL) {
        if (number % small === 0n) return number === small;
    }
    let odd = number - 1n;
    let twos = 0;
    for (; odd % 2n === 0n; odd /= 2n) twos += 1;
    const modulus = toBytes(number);
    for (let i = 0; i < rounds; i += 1) {
        const base = 2n + (drawn(bits) % (number - 3n));
        let power = toNumber(ask('crypto_power', toBytes(base), toBytes(odd), modulus, true));
        let passes = power === 1n || power === number - 1n;
        for (let j = 1; j < twos && !passes; j += 1) {
            power = (power * power) % number;
            passes = power === number - 1n;
        }
        if (!passes) return false;
    }
    return true;
}

function candidate(value) {
    if (typeof value === 'bigint') return value;
    if (isBytes(value)) return toNumber(viewOf(value));
    throw invalidType('candidate', 'an instance of ArrayBuffer, TypedArray, Buffer, DataView, or bigint', value);
}

export function checkPrimeSync(value, options) {
    const number = candidate(value);
    const bits = number.toString(2).length;
    if (bits > 2 * MAX_BITS) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', 'the candidate is too long');
    return isPrime(number, bits, (options && options.checks) || ROUNDS);
}

export function generatePrimeSync(size, options) {
    needInteger(size, 'size', 1);
    if (size < 2 || size > MAX_BITS) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `primes of ${size} bits are not made here`);
    const { safe = false, bigint = false } = options ?? {};
    for (;;) {
        // The highest two bits are set, as OpenSSL does, where there are so many.
        const number = drawn(size) | (size > 3 ? 3n << BigInt(size - 2) : 1n << BigInt(size - 1)) | (size > 2 ? 1n : 0n);
        if (!isPrime(number, size, 20)) continue;
        if (safe && !isPrime((number - 1n) / 2n, size, 20)) continue;
        if (bigint) return number;
        const bytes = toBytes(number);
        return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    }
}

function later(work, callback) {
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
}

export function checkPrime(value, options, callback) {
    if (typeof options === 'function') [options, callback] = [undefined, options];
    later(() => checkPrimeSync(value, options), callback);
}

export function generatePrime(size, options, callback) {
    if (typeof options === 'function') [options, callback] = [undefined, options];
    later(() => generatePrimeSync(size, options), callback);
}
