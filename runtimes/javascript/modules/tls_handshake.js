// What a client asks of a TLS handshake with a host outside, and what it makes of the answer.
import { environment } from 'dualgauge:process_state';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { nodeError, systemError } from './net_errors.js';

/** The versions that an old name of a method stands for: the least and the highest. */
const METHODS = {
    __proto__: null, TLSv1_method: '1.0', TLSv1_client_method: '1.0', TLSv1_1_method: '1.1', TLSv1_1_client_method: '1.1',
    TLSv1_2_method: '1.2', TLSv1_2_client_method: '1.2', TLSv1_3_method: '1.3', TLSv1_3_client_method: '1.3',
};
const VERSIONS = { __proto__: null, TLSv1: '1.0', 'TLSv1.1': '1.1', 'TLSv1.2': '1.2', 'TLSv1.3': '1.3' };
/** Certificates' faults, in OpenSSL's words, with Node's code and text. */
const FAULTS = [
    [/self.signed certificate in/, 'SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'],
    [/self.signed/, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
    [/not yet valid/, 'CERT_NOT_YET_VALID', 'certificate is not yet valid'],
    [/expired/, 'CERT_HAS_EXPIRED', 'certificate has expired'],
    [/revoked/, 'CERT_REVOKED', 'certificate revoked'],
    [/unable to/, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'],
];

/** An authority's certificates as text. */
function authorityText(ca) {
    return [ca].flat().map((one) => (ArrayBuffer.isView(one) ? Buffer.from(one.buffer, one.byteOffset, one.byteLength).toString() : String(one)))
        .join('\n');
}

/** Authorities besides the system's: of the file that the environment named when the process began. */
function extraAuthorities() {
    const file = environment().NODE_EXTRA_CA_CERTS;
    if (!file) return undefined;
    try {
        return readFileSync(file, 'utf8');
    } catch {
        return undefined;
    }
}

/** The options of a client's handshake in the host's words; `name` is the host that is meant. */
export function handshakeOf(options, name, { verifies, checksName }) {
    const context = options.secureContext?.options ?? {};
    const method = METHODS[options.secureProtocol ?? context.secureProtocol];
    const minimum = VERSIONS[options.minVersion ?? context.minVersion] ?? method;
    const maximum = VERSIONS[options.maxVersion ?? context.maxVersion] ?? method;
    const ca = options.ca ?? context.ca;
    const asked = {
        server_name: name, verify: verifies, check_name: verifies && checksName,
        authorities: ca === undefined || ca === null ? 'system' : 'custom', library_default: minimum === undefined,
    };
    if (minimum !== undefined) asked.minimum = minimum;
    if (maximum !== undefined) asked.maximum = maximum;
    const text = asked.authorities === 'custom' ? authorityText(ca) : extraAuthorities();
    if (text !== undefined) asked.authority_text = text;
    return asked;
}

/** What is wrong with a certificate, as Node says it; undefined where the text tells of no such fault. */
export function certificateError(text) {
    const fault = FAULTS.find(([pattern]) => pattern.test(text));
    return fault && Object.assign(new Error(fault[2]), { code: fault[1] });
}

/** Whether a text says that a certificate is another host's. */
export function isMismatch(text) {
    return /mismatch/.test(text);
}

/** The error of a handshake that came to nothing for another reason than a certificate. */
export function handshakeError({ refused, code }) {
    if (refused === null || /EOF/.test(refused)) {
        const text = 'Client network socket disconnected before secure TLS connection was established';
        return Object.assign(new Error(text), { code: code === 'EPROTO' ? 'ECONNRESET' : code });
    }
    const reason = refused.replace(/^.*?: /, '') || 'handshake failure';
    if (/protocol version|unsupported protocol/.test(refused)) {
        const error = nodeError(Error, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
            'error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version');
        return Object.assign(error, { library: 'SSL routines', reason: 'tlsv1 alert protocol version' });
    }
    const error = systemError('EPROTO', 'write');
    error.errno = -71;
    error.message = /wrong version/.test(refused)
        ? 'write EPROTO 00000000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number'
        : `write EPROTO 00000000:error:0A000410:SSL routines:ssl3_read_bytes:${reason}`;
    return error;
}

/** A distinguished name as an object: `CN=a, O=b` in any of the usual forms. */
function nameParts(text) {
    const parts = [...String(text ?? '').matchAll(/(?:^|[,/\n]\s*)([A-Za-z]+)\s*=\s*([^,/\n]*)/g)].map(([, key, value]) => [key, value.trim()]);
    return parts.length === 0 && text ? { CN: String(text) } : Object.fromEntries(parts);
}

/** `Jun  1 00:00:00 2025 GMT`. */
function openSslTime(text) {
    const [, , day, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) (\S+)/.exec(new Date(text).toUTCString()) ?? [];
    return time === undefined ? undefined : `${month} ${String(Number(day)).padStart(2)} ${time} ${year} GMT`;
}

function withColons(hex) {
    return hex.toUpperCase().match(/../g).join(':');
}

/** A number that is the certificate's own (FNV-1a). */
function serialOf(raw) {
    const add = (hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    return raw.reduce(add, 0xcbf29ce484222325n).toString(16).toUpperCase().padStart(16, '0');
}

/** A certificate as `getPeerCertificate` gives it. Its fingerprints are made when a program asks: hashes are told in the trace. */
export function certificateOf({ subject, issuer, names, valid_from: from, valid_to: to, serial }) {
    const raw = Buffer.from([subject, issuer, ...names ?? [], from, to].join('\n'));
    const digest = (algorithm) => withColons(createHash(algorithm).update(raw).digest('hex'));
    return {
        subject: nameParts(subject),
        issuer: nameParts(issuer),
        subjectaltname: (names ?? []).map((name) => (/^[\d.]+$|:/.test(name) ? `IP Address:${name}` : `DNS:${name}`)).join(', '),
        ca: false,
        bits: 2048,
        valid_from: openSslTime(from),
        valid_to: openSslTime(to),
        get fingerprint() { return digest('sha1'); },
        get fingerprint256() { return digest('sha256'); },
        get fingerprint512() { return digest('sha512'); },
        serialNumber: serial ?? serialOf(raw),
        raw,
    };
}
