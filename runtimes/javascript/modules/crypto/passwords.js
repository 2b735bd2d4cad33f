// What packages that hash passwords share: the host's bcrypt and Argon2. They reach this file as `dualgauge:crypto/passwords`.
import { Buffer } from 'node:buffer';
import { host } from 'dualgauge:host';
import { ask } from './checks.js';

const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const SALT_LENGTH = 16;
/// Characters of a salt, and of what comes after it.
const SALT_TEXT = 22;

/// bcrypt's own base64: another alphabet, no padding.
export function encodeBase64(bytes, length = bytes.length) {
    let text = '';
    for (let at = 0; at < length; at += 3) {
        const group = (bytes[at] << 16) | ((at + 1 < length ? bytes[at + 1] : 0) << 8) | (at + 2 < length ? bytes[at + 2] : 0);
        const count = Math.min(length - at, 3) + 1;
        for (let i = 0; i < count; i += 1) text += ALPHABET[(group >> (18 - 6 * i)) & 63];
    }
    return text;
}

/// At most so many bytes; it ends where a character is none of the alphabet.
export function decodeBase64(text, length) {
    const bytes = [];
    let bits = 0;
    let held = 0;
    for (const character of text) {
        const value = ALPHABET.indexOf(character);
        if (value < 0 || bytes.length >= length) break;
        held = ((held << 6) | value) & 0xffff;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push((held >> bits) & 255);
        }
    }
    return Uint8Array.from(bytes.slice(0, length));
}

export function randomSalt() {
    const bytes = new Uint8Array(SALT_LENGTH);
    host.random_get(bytes);
    return bytes;
}

/// A salt as hashes begin: `$2b$10$` and 22 characters.
export function saltText(minor, cost, salt = randomSalt()) {
    return `$2${minor}$${String(cost).padStart(2, '0')}$${encodeBase64(salt)}`;
}

/// The hash for a beginning that was checked: version letter, cost, 22 characters of salt.
export function bcryptHash(password, minor, cost, salt) {
    const bytes = decodeBase64(salt.slice(0, SALT_TEXT), SALT_LENGTH);
    const hash = ask('crypto_bcrypt', typeof password === 'string' ? Buffer.from(password) : password, bytes, cost);
    return saltText(minor, cost, bytes) + encodeBase64(hash, 23);
}

/// Argon2's hash: variant `d`, `i` or `id`.
export function argon2Hash(variant, password, salt, { time, memory, lanes, length }) {
    return Buffer.from(ask('crypto_argon2', variant, password, salt, time, memory, lanes, length));
}
