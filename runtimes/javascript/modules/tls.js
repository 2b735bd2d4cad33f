// node:tls. With a host outside, the host shakes hands and records how it was to be verified; between a client and a server of
// the same process nothing is encrypted, but certificates are trusted only as far as Node would.
import { Buffer } from 'node:buffer';
import { Server as NetServer, Socket, _normalizeArgs, isIP } from 'node:net';
import process, { nextTick } from 'node:process';
import { invalidType, needString, nodeError } from './net_errors.js';
import { takeOver } from './net_socket.js';
import { checkServerIdentity } from './tls_certificates.js';
import { certificateError, certificateOf, handshakeError, handshakeOf, isMismatch } from './tls_handshake.js';

export { checkServerIdentity };

export const DEFAULT_MIN_VERSION = 'TLSv1.2';
export const DEFAULT_MAX_VERSION = 'TLSv1.3';
export const DEFAULT_ECDH_CURVE = 'auto';
export const DEFAULT_CIPHERS = 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:' +
    'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384:' +
    'HIGH:!aNULL:!eNULL:!EXPORT:!DES:!RC4:!MD5:!PSK:!SRP:!CAMELLIA';
export const CLIENT_RENEG_LIMIT = 3;
export const CLIENT_RENEG_WINDOW = 600;
export const rootCertificates = Object.freeze([]);
const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** Settings of connections. */
export class SecureContext {
    constructor(options = {}) {
        for (const name of ['minVersion', 'maxVersion']) {
            if (options[name] !== undefined && !VERSIONS.includes(options[name])) {
                const text = JSON.stringify(options[name]).replaceAll('"', "'");
                throw nodeError(TypeError, 'ERR_TLS_INVALID_PROTOCOL_VERSION',
                    `${text} is not a valid ${name === 'minVersion' ? 'minimum' : 'maximum'} TLS protocol version`);
            }
        }
        for (const name of ['key', 'cert', 'ca']) {
            for (const one of options[name] ? [].concat(options[name]) : []) {
                const value = one?.pem ?? one;
                if (typeof value !== 'string' && !ArrayBuffer.isView(value) && typeof value !== 'object') {
                    throw invalidType(`options.${name}`, ['string', 'Buffer', 'TypedArray', 'DataView'], one);
                }
            }
        }
        this.context = {};
        this.options = options;
    }
}

export function createSecureContext(options) {
    return new SecureContext(options);
}

const kPeer = Symbol('peer');

function isRefusing({ rejectUnauthorized }) {
    return rejectUnauthorized ?? process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0';
}

/** The name that a certificate has to be for. */
function meantHost({ _tlsOptions: options, _host }) {
    return options.servername || options.host || options.socket?._host || _host || 'localhost';
}

export function TLSSocket(socket, options) {
    if (!(this instanceof TLSSocket)) return new TLSSocket(socket, options);
    Socket.call(this, options);
    this._tlsOptions = options ?? {};
    this.encrypted = true;
    this.authorized = false;
    this.authorizationError = null;
    this.secureConnecting = true;
    this.alpnProtocol = false;
    this.servername = null;
    this._parent = socket ?? null;
}
Object.setPrototypeOf(TLSSocket.prototype, Socket.prototype);
Object.setPrototypeOf(TLSSocket, Socket);

const methods = {
    /** What is wrong with the peer, as an error; undefined if nothing is. */
    _shakeHands(wire) {
        wire.speaksTls = true;
        const problem = wire.isOutside ? this._shakeHandsOutside(wire) : this._shakeHandsInside(wire);
        this.authorized = !problem;
        if (!problem?.isOfCertificate) return problem;
        this.authorizationError = problem.error.code || problem.error.message;
        return isRefusing(this._tlsOptions) ? problem.error : undefined;
    },
    _shakeHandsInside(wire) {
        if (!wire.meetsTls) return handshakeError({ refused: 'wrong version number', code: 'EPROTO' });
        if (this._tlsOptions.ca ?? this._tlsOptions.secureContext?.options.ca) return undefined;
        return { isOfCertificate: true, error: certificateError('self-signed certificate') };
    },
    _shakeHandsOutside(wire) {
        const options = this._tlsOptions;
        const name = meantHost(this);
        const check = options.checkServerIdentity ?? checkServerIdentity;
        const verifies = isRefusing(options);
        const answer = wire.secure(handshakeOf(options, name, { verifies, checksName: check === checkServerIdentity }));
        let error;
        if (answer.refused !== undefined) {
            error = certificateError(answer.refused ?? '');
            if (error === undefined && isMismatch(answer.refused ?? '')) error = mismatchOf(name, answer.refused);
            if (error === undefined) return handshakeError(answer);
        } else {
            this[kPeer] = answer;
            this._protocol = `TLSv${answer.version}`;
            error = certificateError(answer.problem ?? '') ?? check(name, this.getPeerCertificate(true));
        }
        return error && { isOfCertificate: true, error };
    },
    _afterConnect() {
        this.secureConnecting = false;
        this.emit('secure');
        this.emit('secureConnect');
    },
    getPeerCertificate(isDetailed) {
        const answer = this[kPeer];
        if (this.destroyed || !answer) return this.destroyed ? null : {};
        const certificate = certificateOf(answer);
        if (isDetailed) certificate.issuerCertificate = certificateOf(answer);
        return certificate;
    },
    getPeerX509Certificate: () => undefined,
    getCertificate: () => ({}),
    getCipher: () => ({ name: 'TLS_AES_256_GCM_SHA384', standardName: 'TLS_AES_256_GCM_SHA384', version: 'TLSv1.3' }),
    getEphemeralKeyInfo: () => ({}),
    getFinished: () => undefined,
    getPeerFinished: () => undefined,
    getProtocol() {
        return this.destroyed ? null : this._protocol ?? 'TLSv1.3';
    },
    getSession: () => undefined,
    getSharedSigalgs: () => [],
    getTLSTicket: () => undefined,
    isSessionReused: () => false,
    disableRenegotiation() {},
    enableTrace() {},
    exportKeyingMaterial: (length) => Buffer.alloc(length),
    renegotiate(options, callback) {
        if (callback) nextTick(callback, null);
        return true;
    },
    setMaxSendFragment: () => true,
    setServername(name) {
        needString(name, 'name');
        this.servername = name;
    },
    setSession() {},
};
for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(TLSSocket.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

/** The error for a certificate of other names, those that the host tells. */
function mismatchOf(name, text) {
    const names = /\(names: ([^)]*)\)/.exec(text)?.[1] ?? '';
    return checkServerIdentity(name, certificateOf({ names: names.split(/,\s*/).filter(Boolean) }));
}

export function connect(...args) {
    let [options, callback] = _normalizeArgs(args);
    const more = args.slice(1, 3).find((value) => value !== null && typeof value === 'object');
    options = { allowHalfOpen: false, ...options, ...more };
    const servername = options.servername ?? (options.host && !isIP(options.host) ? options.host : '');
    const socket = new TLSSocket(options.socket, options);
    socket.servername = servername || false;
    if (callback) socket.once('secureConnect', callback);
    if (!options.socket) return socket.connect(options);
    const inner = options.socket;
    if (inner.connecting) inner.once('connect', () => wrap(socket, inner));
    else nextTick(wrap, socket, inner);
    return socket;
}

/** Speaks TLS over a stream of the program's own: one to a host outside, or to nobody. */
function wrap(socket, inner) {
    if (socket.destroyed || takeOver(socket, inner)) return;
    const { host, port } = socket._tlsOptions;
    const error = handshakeError({ refused: null, code: 'ECONNRESET' });
    socket.destroy(Object.assign(error, { path: undefined, host, port, localAddress: undefined }));
}

export function Server(options, listener) {
    if (!(this instanceof Server)) return new Server(options, listener);
    if (typeof options === 'function') {
        listener = options;
        options = {};
    }
    NetServer.call(this, options ?? {});
    makeSecure(this, options ?? {});
    if (listener) this.on('secureConnection', listener);
}
Object.setPrototypeOf(Server.prototype, NetServer.prototype);
Object.setPrototypeOf(Server, NetServer);

/** Makes a server of connections one of TLS connections. */
export function makeSecure(server, options) {
    server._isSecure = true;
    server._tlsOptions = options;
    server._sharedCreds = createSecureContext(options);
    server._newSocket = (given) => new TLSSocket(null, given);
    server._refuses = (socket, wire) => {
        if (wire.other.speaksTls) return false;
        const error = Object.assign(new Error('error:0A00009C:SSL routines:ssl3_get_record:http request'),
            { code: 'ERR_SSL_HTTP_REQUEST', library: 'SSL routines', reason: 'http request' });
        socket.destroy();
        server.emit('tlsClientError', error, socket);
        return true;
    };
    server._afterConnection = (socket) => {
        socket.secureConnecting = false;
        server.emit('secureConnection', socket);
    };
}

const serverMethods = {
    addContext() {},
    getTicketKeys: () => Buffer.alloc(48),
    setTicketKeys() {},
    setSecureContext(options) {
        this._sharedCreds = createSecureContext(options);
    },
};
for (const [name, value] of Object.entries(serverMethods)) {
    Object.defineProperty(Server.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

export function createServer(options, listener) {
    return new Server(options, listener);
}

export function getCiphers() {
    return DEFAULT_CIPHERS.split(':').filter((name) => /[-_]/.test(name)).map((name) => name.toLowerCase());
}

export function convertALPNProtocols(protocols, out) {
    if (Array.isArray(protocols)) {
        out.ALPNProtocols = Buffer.concat(protocols.map((name) => Buffer.concat([Buffer.from([name.length]), Buffer.from(name)])));
    } else if (ArrayBuffer.isView(protocols)) {
        out.ALPNProtocols = Buffer.from(protocols.buffer.slice(protocols.byteOffset, protocols.byteOffset + protocols.byteLength));
    }
}

export default {
    CLIENT_RENEG_LIMIT, CLIENT_RENEG_WINDOW, DEFAULT_CIPHERS, DEFAULT_ECDH_CURVE, DEFAULT_MAX_VERSION, DEFAULT_MIN_VERSION,
    SecureContext, Server, TLSSocket, checkServerIdentity, connect, convertALPNProtocols, createSecureContext, createServer,
    getCiphers, rootCertificates,
};
