// Symmetric ciphers.
//
// What has to come out of each `update` is computed as a preview, which isn't recorded. The whole message is computed once more
// by `final`: that is recorded, and gives or checks tag and padding.
import { Buffer } from 'node:buffer';
import { emitWarning } from 'node:process';
import { ask, dataBytes, invalidType, needObject, needString, nodeError, Pieces, toBytes } from './checks.js';
import { inherit } from './hashes.js';
import { keyBytes } from './key_objects.js';
import { LazyTransform } from './lazy_transform.js';

const kState = Symbol('kState');
const EMPTY = new Uint8Array(0);
const TAG_LENGTHS = [4, 8, 12, 13, 14, 15, 16];
/// OpenSSL's numbers of ciphers, and the names that it prefers to ours.
const NIDS = {
    'aes-128-ecb': 418, 'aes-128-cbc': 419, 'aes-128-ofb': 420, 'aes-128-cfb': 421, 'aes-128-ctr': 904, 'aes-128-gcm': 895,
    'aes-192-ecb': 422, 'aes-192-cbc': 423, 'aes-192-ofb': 424, 'aes-192-cfb': 425, 'aes-192-ctr': 905, 'aes-192-gcm': 898,
    'aes-256-ecb': 426, 'aes-256-cbc': 427, 'aes-256-ofb': 428, 'aes-256-cfb': 429, 'aes-256-ctr': 906, 'aes-256-gcm': 901,
    'chacha20-poly1305': 1018, 'des-ede-ecb': 32, 'des-ede-cbc': 43, 'des-ede3-ecb': 33, 'des-ede3-cbc': 44,
};
/// Ciphers that OpenSSL 3 serves only with its legacy provider, which Node doesn't load.
const LEGACY = /^(des-(ecb|cbc|cfb|ofb)|rc4)$/;

function info(name) {
    const found = ask('crypto_cipher_info', name);
    if (!found || LEGACY.test(found[0])) return undefined;
    const [usual, mode, key, iv, block, ivMost, authenticated] = found;
    return { name: usual, mode, key, iv, block, ivMost, authenticated };
}

const invalidState = (operation) =>
    nodeError(Error, 'ERR_CRYPTO_INVALID_STATE', `Invalid state${operation ? ` for operation ${operation}` : ''}`);
const invalidTag = (length) =>
    nodeError(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${length}`);
const invalidIv = () => nodeError(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');

function prepare(self, name, key, iv, options, encrypt) {
    needString(name, 'cipher');
    const secret = keyBytes(key, 'key');
    const start = iv === null ? EMPTY : toBytes(iv, 'iv');
    const cipher = info(name);
    if (!cipher) throw nodeError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
    if (iv === null && cipher.iv !== 0) throw invalidIv();
    if (secret.length !== cipher.key) throw nodeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    if (cipher.mode === 'gcm' ? start.length === 0 : start.length !== cipher.iv && !(cipher.name === 'chacha20-poly1305' && start.length === 12)) {
        throw invalidIv();
    }
    begin(self, cipher, Uint8Array.prototype.slice.call(secret), Uint8Array.prototype.slice.call(start), options, encrypt);
}

function begin(self, cipher, key, iv, options, encrypt) {
    const tagLength = options && options.authTagLength;
    if (tagLength !== undefined && cipher.authenticated) {
        const fits = cipher.mode === 'gcm' ? TAG_LENGTHS.includes(tagLength) : tagLength > 0 && tagLength <= 16;
        if (!fits) throw invalidTag(tagLength);
    }
    self[kState] = {
        cipher, key, iv, encrypt, tagLength, padding: true, finished: false, tag: undefined,
        input: new Pieces(), aad: new Pieces(), done: 0, last: iv, decoder: undefined,
    };
    LazyTransform.call(self, options);
}

function run(state, iv, input, preview) {
    const { cipher, key, aad, encrypt, padding } = state;
    // Without a tag there is nothing to check against: an empty one is refused, and recorded so.
    const tag = cipher.authenticated && !encrypt && !preview ? state.tag || EMPTY : undefined;
    return ask('crypto_cipher', cipher.name, encrypt, key, iv, preview ? EMPTY : aad.all(), input, tag, padding && !preview, preview);
}

/// The whole message, at the end.
function whole(state) {
    try {
        return run(state, state.iv, state.input.all(), false);
    } catch (error) {
        if (error.code !== 'ERR_CRYPTO_INVALID_AUTH_TAG') throw error;
        throw nodeError(Error, undefined, 'Unsupported state or unable to authenticate data');
    }
}

/// A counter some blocks further on. GCM's counts in 32 bits.
function counted(start, blocks, bytes) {
    const counter = Uint8Array.prototype.slice.call(start);
    for (let i = 15, carry = blocks; i > 15 - bytes && carry > 0; i -= 1) {
        carry += counter[i];
        counter[i] = carry % 256;
        carry = Math.floor(carry / 256);
    }
    return counter;
}

/// What comes out between `done` and `until`, computed from as near before as the mode allows.
function preview(state, until) {
    const { cipher, iv, done, input, encrypt, last } = state;
    const all = input.all();
    const slice = (from) => all.subarray(from, until);
    let output;
    switch (cipher.mode) {
        case 'ecb':
            [output] = run(state, iv, slice(done), true);
            break;
        case 'cbc':
            [output] = run(state, last, slice(done), true);
            break;
        case 'ctr':
        case 'gcm': {
            const blocks = Math.floor(done / 16);
            if (cipher.mode === 'gcm' && iv.length !== 12) {
                output = run(state, iv, slice(0), true)[0].subarray(done);
                break;
            }
            const counter = cipher.mode === 'ctr' ? counted(iv, blocks, 16) : counted(Uint8Array.of(...iv, 0, 0, 0, 2), blocks, 4);
            const asCounter = { ...state, cipher: { ...cipher, name: cipher.name.replace('gcm', 'ctr'), authenticated: false } };
            output = run(asCounter, counter, slice(blocks * 16), true)[0].subarray(done - blocks * 16);
            break;
        }
        default:
            output = run(state, iv, slice(0), true)[0].subarray(done);
    }
    if (cipher.mode === 'cbc') state.last = Uint8Array.prototype.slice.call(encrypt ? output : slice(done), -cipher.iv);
    state.done = until;
    return output;
}

/// How much can come out before the end: the last block may be padding.
function ready(state) {
    const { cipher, encrypt, padding, input } = state;
    const held = !encrypt && padding && cipher.block > 1 && input.length ? 1 : 0;
    const length = input.length - held;
    return length - (length % cipher.block);
}

function asBuffer(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/// Text of bytes that come in parts: what is no whole character or group yet is kept for the next.
function inEncoding(state, bytes, encoding, last) {
    if (!encoding || encoding === 'buffer') return asBuffer(bytes);
    const normal = Buffer.isEncoding(encoding) ? encoding.toLowerCase().replace('-', '') : undefined;
    if (!normal) throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    if (state.decoder && state.decoder.encoding !== normal) {
        throw nodeError(Error, 'ERR_INTERNAL_ASSERTION', 'Cannot change encoding');
    }
    state.decoder ??= { encoding: normal, kept: EMPTY };
    const all = Buffer.concat([state.decoder.kept, bytes]);
    let whole = all.length;
    if (!last && normal.startsWith('base64')) whole -= whole % 3;
    if (!last && normal === 'utf8') whole = wholeCharacters(all);
    if (!last && (normal === 'utf16le' || normal === 'ucs2')) whole -= whole % 2;
    state.decoder.kept = all.subarray(whole);
    return all.toString(normal, 0, whole);
}

function wholeCharacters(bytes) {
    for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
        const byte = bytes[bytes.length - back];
        if (byte < 0x80) return bytes.length;
        if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
    }
    return bytes.length;
}

const methods = {
    update(data, inputEncoding, outputEncoding) {
        const state = this[kState];
        const bytes = dataBytes(data, inputEncoding);
        if (state.finished) throw nodeError(Error, undefined, 'Trying to add data in unsupported state');
        state.input.add(bytes);
        const until = ready(state);
        return inEncoding(state, until > state.done ? preview(state, until) : EMPTY, outputEncoding, false);
    },
    final(outputEncoding) {
        const state = this[kState];
        if (state.finished) throw invalidState();
        state.finished = true;
        const [output, tag] = whole(state);
        if (tag) state.tag = tag;
        return inEncoding(state, output.subarray(Math.min(state.done, output.length)), outputEncoding, true);
    },
    setAutoPadding(padding = true) {
        const state = this[kState];
        if (state.finished) throw invalidState('setAutoPadding');
        state.padding = Boolean(padding);
        return this;
    },
    setAAD(buffer, options) {
        const state = this[kState];
        const bytes = toBytes(buffer, 'buffer', options && options.encoding);
        if (options !== undefined) needObject(options, 'options');
        if (state.finished || !state.cipher.authenticated || state.input.length) throw invalidState('setAAD');
        state.aad.add(bytes);
        return this;
    },
    _transform(chunk, encoding, callback) {
        this.push(this.update(chunk, encoding));
        callback();
    },
    _flush(callback) {
        try {
            this.push(this.final());
        } catch (error) {
            callback(error);
            return;
        }
        callback();
    },
};

function getAuthTag() {
    const { cipher, tag, tagLength, encrypt } = this[kState];
    if (!cipher.authenticated || !encrypt || !tag) throw invalidState('getAuthTag');
    return Buffer.from(tag.subarray(0, tagLength ?? 16));
}

function setAuthTag(tag, encoding) {
    const state = this[kState];
    const bytes = toBytes(tag, 'buffer', encoding);
    if (!state.cipher.authenticated || state.tag || state.finished) throw invalidState('setAuthTag');
    const { length } = bytes;
    const allowed = state.cipher.mode === 'gcm' ? TAG_LENGTHS.includes(length) : length > 0 && length <= 16;
    if (!allowed || (state.tagLength !== undefined && state.tagLength !== length)) throw invalidTag(length);
    state.tag = Uint8Array.prototype.slice.call(bytes);
    return this;
}

function define(Class, extra) {
    inherit(Class, LazyTransform);
    Object.assign(Class.prototype, methods, extra);
}

export function Cipheriv(cipher, key, iv, options) {
    if (!new.target) return new Cipheriv(cipher, key, iv, options);
    prepare(this, cipher, key, iv, options, true);
}
define(Cipheriv, { getAuthTag });

export function Decipheriv(cipher, key, iv, options) {
    if (!new.target) return new Decipheriv(cipher, key, iv, options);
    prepare(this, cipher, key, iv, options, false);
}
define(Decipheriv, { setAuthTag });

let warned = false;

/// OpenSSL's EVP_BytesToKey with MD5 and no salt: how the functions of old made key and IV of a password.
function fromPassword(self, name, password, options, encrypt) {
    if (!warned) {
        warned = true;
        emitWarning(`crypto.${encrypt ? 'createCipher' : 'createDecipher'} is deprecated.`, 'DeprecationWarning', 'DEP0106');
    }
    needString(name, 'cipher');
    const secret = toBytes(password, 'password');
    const cipher = info(name);
    if (!cipher) throw nodeError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
    let material = Buffer.alloc(0);
    let block = EMPTY;
    while (material.length < cipher.key + cipher.iv) {
        block = ask('crypto_digest', 'md5', Buffer.concat([block, secret]));
        material = Buffer.concat([material, block]);
    }
    begin(self, cipher, material.subarray(0, cipher.key), material.subarray(cipher.key, cipher.key + cipher.iv), options, encrypt);
}

export function Cipher(cipher, password, options) {
    if (!new.target) return new Cipher(cipher, password, options);
    fromPassword(this, cipher, password, options, true);
}
define(Cipher, { getAuthTag });

export function Decipher(cipher, password, options) {
    if (!new.target) return new Decipher(cipher, password, options);
    fromPassword(this, cipher, password, options, false);
}
define(Decipher, { setAuthTag });

export const createCipheriv = (cipher, key, iv, options) => new Cipheriv(cipher, key, iv, options);
export const createDecipheriv = (cipher, key, iv, options) => new Decipheriv(cipher, key, iv, options);
export const createCipher = (cipher, password, options) => new Cipher(cipher, password, options);
export const createDecipher = (cipher, password, options) => new Decipher(cipher, password, options);

export function getCiphers() {
    const names = ask('crypto_ciphers').filter((name) => !LEGACY.test(name));
    const gcm = names.filter((name) => /^aes.*gcm$/.test(name)).map((name) => `id-${name.replace('s-', 's').replace('-gcm', '-GCM')}`);
    return [...names, 'aes128', 'aes192', 'aes256', 'des3', ...gcm].sort();
}

export function getCipherInfo(nameOrNid, options) {
    if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
        throw invalidType('nameOrNid', 'of type string or number', nameOrNid);
    }
    const { keyLength, ivLength } = options ?? {};
    if (options !== undefined) needObject(options, 'options');
    const named = typeof nameOrNid === 'number' ? Object.keys(NIDS).find((name) => NIDS[name] === nameOrNid) : nameOrNid;
    const cipher = named === undefined ? undefined : info(named);
    if (!cipher) return undefined;
    if (keyLength !== undefined && keyLength !== cipher.key) return undefined;
    if (ivLength !== undefined && (cipher.mode === 'gcm' ? ivLength < 1 : ivLength !== cipher.iv)) return undefined;
    const shown = { mode: cipher.mode, name: cipher.mode === 'gcm' ? `id-${cipher.name.replace('s-', 's')}` : cipher.name };
    if (NIDS[cipher.name] !== undefined) shown.nid = NIDS[cipher.name];
    if (cipher.mode !== 'stream') shown.blockSize = ['gcm', 'ctr', 'cfb', 'ofb'].includes(cipher.mode) ? 1 : cipher.block;
    if (cipher.iv) shown.ivLength = ivLength ?? cipher.iv;
    shown.keyLength = cipher.key;
    return shown;
}
