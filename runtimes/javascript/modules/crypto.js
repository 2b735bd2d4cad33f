// node:crypto. What computes is the host; these modules have Node's shapes, checks and errors.
import { createDiffieHellman, createDiffieHellmanGroup, createECDH, diffieHellman, DiffieHellman, DiffieHellmanGroup, ECDH } from './crypto/agreement.js';
import {
    Cipher, Cipheriv, createCipher, createCipheriv, createDecipher, createDecipheriv, Decipher, Decipheriv, getCipherInfo, getCiphers,
} from './crypto/ciphers.js';
import { timingSafeEqual } from './crypto/comparison.js';
import { constants } from './crypto/constants.js';
import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from './crypto/derivation.js';
import { privateDecrypt, privateEncrypt, publicDecrypt, publicEncrypt } from './crypto/encryption.js';
import { generateKey, generateKeyPair, generateKeyPairSync, generateKeySync, getCurves } from './crypto/generation.js';
import { createHash, createHmac, getHashes, hash, Hash, Hmac } from './crypto/hashes.js';
import { createPrivateKey, createPublicKey, createSecretKey, KeyObject } from './crypto/key_objects.js';
import { checkPrime, checkPrimeSync, generatePrime, generatePrimeSync } from './crypto/primes.js';
import { getRandomValues, randomBytes, randomFill, randomFillSync, randomInt, randomUUID } from './crypto/random.js';
import { createSign, createVerify, Sign, sign, Verify, verify } from './crypto/signatures.js';
import { Crypto, CryptoKey, subtle, SubtleCrypto, webcrypto } from './crypto/subtle.js';
import { Certificate, getFips, secureHeapUsed, setEngine, setFips, X509Certificate } from './crypto/unserved.js';

export const getDiffieHellman = createDiffieHellmanGroup;
/// Names of old for the same.
export const pseudoRandomBytes = randomBytes;
export const prng = randomBytes;
export const rng = randomBytes;

export {
    Certificate, checkPrime, checkPrimeSync, Cipher, Cipheriv, constants, createCipher, createCipheriv, createDecipher, createDecipheriv,
    Crypto, CryptoKey, SubtleCrypto, createDiffieHellman, createDiffieHellmanGroup, createECDH, createHash, createHmac, createPrivateKey, createPublicKey,
    createSecretKey, createSign, createVerify, Decipher, Decipheriv, diffieHellman, DiffieHellman, DiffieHellmanGroup, ECDH,
    generateKey, generateKeyPair, generateKeyPairSync, generateKeySync, generatePrime, generatePrimeSync, getCipherInfo, getCiphers,
    getCurves, getFips, getHashes, getRandomValues, hash, Hash, hkdf, hkdfSync, Hmac, KeyObject, pbkdf2, pbkdf2Sync, privateDecrypt,
    privateEncrypt, publicDecrypt, publicEncrypt, randomBytes, randomFill, randomFillSync, randomInt, randomUUID, scrypt, scryptSync,
    secureHeapUsed, setEngine, setFips, sign, Sign, subtle, timingSafeEqual, verify, Verify, webcrypto, X509Certificate,
};

const crypto = {
    checkPrime, checkPrimeSync, createCipheriv, createDecipheriv, createDiffieHellman, createDiffieHellmanGroup, createECDH,
    createHash, createHmac, createPrivateKey, createPublicKey, createSecretKey, createSign, createVerify, diffieHellman, generatePrime,
    generatePrimeSync, getCiphers, getCipherInfo, getCurves, getDiffieHellman, getHashes, hkdf, hkdfSync, pbkdf2, pbkdf2Sync,
    generateKeyPair, generateKeyPairSync, generateKey, generateKeySync, privateDecrypt, privateEncrypt, publicDecrypt, publicEncrypt,
    randomBytes, randomFill, randomFillSync, randomInt, randomUUID, scrypt, scryptSync, sign, setEngine, timingSafeEqual, getFips,
    setFips, verify, hash, Certificate, Cipher, Cipheriv, Decipher, Decipheriv, DiffieHellman, DiffieHellmanGroup, ECDH, Hash, Hmac,
    KeyObject, Sign, Verify, X509Certificate, secureHeapUsed, constants, webcrypto, subtle, getRandomValues,
};

for (const [name, value] of Object.entries({ createCipher, createDecipher, pseudoRandomBytes, prng, rng })) {
    Object.defineProperty(crypto, name, { value, writable: true, configurable: true, enumerable: false });
}
Object.defineProperty(crypto, 'fips', { get: () => 0, set: setFips, configurable: true });

export default crypto;
