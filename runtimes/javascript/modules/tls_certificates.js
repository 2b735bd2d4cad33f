// Whether a certificate belongs to a host.
import { isIP } from 'node:net';
import { nodeError } from './net_errors.js';

function mismatch(reason, host, cert) {
    const error = nodeError(Error, 'ERR_TLS_CERT_ALTNAME_INVALID', `Hostname/IP does not match certificate's altnames: ${reason}`);
    return Object.assign(error, { reason, host, cert });
}

function plain(name) {
    return name.endsWith('.') ? name.slice(0, -1).toLowerCase() : name.toLowerCase();
}

/** Whether a name in a certificate, perhaps with a wildcard in its first label, means the host (RFC 6125, 6.4.3). */
function matches(labels, pattern, wildcards) {
    if (!pattern) return false;
    const parts = plain(pattern).split('.');
    if (parts.length !== labels.length || parts.includes('') || parts.some((part) => /[^\x21-\x7e]/.test(part))) return false;
    for (let i = labels.length - 1; i > 0; i--) if (labels[i] !== parts[i]) return false;
    const [first] = parts;
    const pieces = first.split('*');
    if (pieces.length === 1 || first.includes('xn--')) return labels[0] === first;
    if (!wildcards || pieces.length > 2 || parts.length <= 2) return false;
    const [prefix, suffix] = pieces;
    return prefix.length + suffix.length <= labels[0].length && labels[0].startsWith(prefix) && labels[0].endsWith(suffix);
}

/** The names in a certificate's `subjectaltname`, in which quoted values may hold commas. */
function altNames(text) {
    const names = [];
    for (const [, kind, quoted, bare] of text.matchAll(/(?:^|, )([^:,]+):(?:("(?:[^"\\]|\\.)*")|([^,]*))/g)) {
        names.push([kind, quoted === undefined ? bare : JSON.parse(quoted)]);
    }
    return names;
}

/** Undefined if the certificate is the host's, an error otherwise. */
export function checkServerIdentity(hostname, cert) {
    const host = plain(`${hostname}`);
    const { subject, subjectaltname } = cert;
    const names = subjectaltname ? altNames(subjectaltname) : [];
    const dns = names.filter(([kind]) => kind === 'DNS').map(([, name]) => name);
    if (isIP(host)) {
        const ips = names.filter(([kind]) => kind === 'IP Address').map(([, name]) => name.toLowerCase());
        return ips.includes(host) ? undefined : mismatch(`IP: ${host} is not in the cert's list: ${ips.join(', ')}`, hostname, cert);
    }
    const labels = host.split('.');
    if (dns.length) {
        return dns.some((name) => matches(labels, name, true)) ? undefined
            : mismatch(`Host: ${host}. is not in the cert's altnames: ${subjectaltname}`, hostname, cert);
    }
    if (!subject?.CN) return mismatch('Cert does not contain a DNS name', hostname, cert);
    return [].concat(subject.CN).some((name) => matches(labels, name, true)) ? undefined
        : mismatch(`Host: ${host}. is not cert's CN: ${subject.CN}`, hostname, cert);
}
