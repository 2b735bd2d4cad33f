// Encryption with RSA.
import { Buffer } from 'node:buffer';
import { ask, invalidType, isBytes, nodeError, toBytes } from './checks.js';
import { digestInfo } from './hashes.js';
import { asymmetric, handleOf } from './key_objects.js';

const PADDINGS = { 1: 'pkcs1', 3: 'none', 4: 'oaep' };

function options(key, standard) {
    const given = key !== null && typeof key === 'object' && !isBytes(key) ? key : {};
    const { padding = standard, oaepHash = 'sha1', oaepLabel, encoding } = given;
    if (typeof oaepHash !== 'string') throw invalidType('key.oaepHash', 'of type string', oaepHash);
    const label = oaepLabel === undefined ? undefined : toBytes(oaepLabel, 'key.oaepLabel', encoding);
    const digest = digestInfo(oaepHash);
    if (!digest) throw nodeError(Error, 'ERR_OSSL_EVP_INVALID_DIGEST', 'Invalid digest used');
    if (!PADDINGS[padding]) {
        throw nodeError(Error, 'ERR_OSSL_RSA_ILLEGAL_OR_UNSUPPORTED_PADDING_MODE', 'error:1C8000A5:Provider routines::illegal or unsupported padding mode');
    }
    return { padding: PADDINGS[padding], digest: digest[0], label, encoding };
}

function crypt(name, key, buffer, wanted, standard) {
    const { padding, digest, label, encoding } = options(key, standard);
    const object = asymmetric(key, wanted);
    const bytes = toBytes(buffer, 'buffer', encoding);
    if (name === 'crypto_decrypt' && wanted === 'private' && padding === 'pkcs1') {
        // Node refuses it since it can be used to find out plaintexts bit by bit.
        throw refusedPadding();
    }
    const result = ask(name, bytes, handleOf(object), wanted === 'private', padding, digest, label);
    return Buffer.from(result.buffer, result.byteOffset, result.byteLength);
}

function refusedPadding() {
    return nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', 'RSA_PKCS1_PADDING is no longer supported for private decryption,' +
        ' this can be reverted with --security-revert=CVE-2023-46809');
}

export const publicEncrypt = (key, buffer) => crypt('crypto_encrypt', key, buffer, 'public', 4);
export const publicDecrypt = (key, buffer) => crypt('crypto_decrypt', key, buffer, 'public', 1);
export const privateEncrypt = (key, buffer) => crypt('crypto_encrypt', key, buffer, 'private', 1);
export const privateDecrypt = (key, buffer) => crypt('crypto_decrypt', key, buffer, 'private', 4);
