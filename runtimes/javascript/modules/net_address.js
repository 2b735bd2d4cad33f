// Numeric addresses: their forms, the machine's own among them, and the classes that hold them.
import { invalidType, invalidValue, needPort, nodeError } from './net_errors.js';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** What the machine is called in its network. */
export const MACHINE = { IPv4: '10.0.2.15', IPv6: 'fec0::15' };
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** The eight groups of an IPv6 address, or null. */
export function groupsOf(text) {
    const [address, zone, ...more] = text.split('%');
    if (more.length || zone === '' || (zone !== undefined && !/^[0-9a-zA-Z.:-]+$/.test(zone))) return null;
    let groups = address;
    const last = address.lastIndexOf(':');
    if (address.includes('.')) {
        const tail = address.slice(last + 1);
        if (last < 0 || !IPV4.test(tail)) return null;
        const [a, b, c, d] = tail.split('.').map(Number);
        groups = `${address.slice(0, last + 1)}${(a << 8 | b).toString(16)}:${(c << 8 | d).toString(16)}`;
    }
    const halves = groups.split('::');
    if (halves.length > 2) return null;
    const [front, back] = halves.map((half) => (half === '' ? [] : half.split(':')));
    const all = back === undefined ? front : [...front, ...back];
    if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
    if (back === undefined ? all.length !== 8 : all.length > 7) return null;
    const gap = back === undefined ? [] : new Array(8 - all.length).fill('0');
    return [...front, ...gap, ...(back ?? [])].map((group) => parseInt(group, 16));
}

export function isIPv4(input) {
    return IPV4.test(`${input}`);
}

export function isIPv6(input) {
    const text = `${input}`;
    return text.includes(':') && groupsOf(text) !== null;
}

export function isIP(input) {
    return isIPv4(input) ? 4 : isIPv6(input) ? 6 : 0;
}

/** Whether an address is this machine: 'any', the loopback address in its plain form, or null if it isn't. */
export function ownAddress(address) {
    if (address === '0.0.0.0') return 'any';
    if (IPV4.test(address)) return address.startsWith('127.') || address === MACHINE.IPv4 ? address : null;
    const groups = groupsOf(address);
    if (groups === null || groups.slice(0, 5).some((group) => group !== 0)) return null;
    const [mapped, high, low] = groups.slice(5);
    if (mapped === 0xffff) return ownAddress(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
    if (mapped !== 0 || high !== 0 || low > 1) return null;
    return low === 1 ? '::1' : 'any';
}

function numberOf(address, family) {
    const groups = family === 'ipv4'
        ? address.split('.').map(Number)
        : groupsOf(address);
    const width = family === 'ipv4' ? 8n : 16n;
    return groups.reduce((value, group) => value << width | BigInt(group), 0n);
}

/** A numeric address with its port. */
export class SocketAddress {
    constructor(options = {}) {
        if (options === null || typeof options !== 'object') throw invalidType('options', 'Object', options);
        const family = (options.family ?? 'ipv4').toLowerCase();
        if (family !== 'ipv4' && family !== 'ipv6') throw invalidValue('options.family', options.family);
        const address = options.address ?? (family === 'ipv4' ? '127.0.0.1' : '::');
        if (!(family === 'ipv4' ? isIPv4 : isIPv6)(address)) {
            throw nodeError(Error, 'ERR_INVALID_ADDRESS', 'Invalid address');
        }
        this.address = address;
        this.port = needPort(options.port ?? 0, 'options.port');
        this.family = family;
        this.flowlabel = options.flowlabel ?? 0;
    }

    static isSocketAddress(value) {
        return value instanceof SocketAddress;
    }

    toJSON() {
        return { address: this.address, port: this.port, family: this.family, flowlabel: this.flowlabel };
    }
}

/** Rules that say which addresses are refused. */
export class BlockList {
    #ranges = [];
    #rules = [];

    static isBlockList(value) {
        return value instanceof BlockList;
    }

    get rules() {
        return [...this.#rules].reverse();
    }

    addAddress(address, family = 'ipv4') {
        const [text, kind] = plain(address, family);
        this.#add(kind, numberOf(text, kind), numberOf(text, kind), `Address: ${say(kind)} ${text}`);
    }

    addRange(start, end, family = 'ipv4') {
        const [from, kind] = plain(start, family);
        const [to] = plain(end, family);
        if (numberOf(from, kind) > numberOf(to, kind)) throw invalidValue('start', start, 'must come before end');
        this.#add(kind, numberOf(from, kind), numberOf(to, kind), `Range: ${say(kind)} ${from}-${to}`);
    }

    addSubnet(net, prefix, family = 'ipv4') {
        const [text, kind] = plain(net, family);
        const bits = kind === 'ipv4' ? 32 : 128;
        if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) {
            throw nodeError(RangeError, 'ERR_OUT_OF_RANGE',
                `The value of "prefix" is out of range. It must be >= 0 && <= ${bits}. Received ${prefix}`);
        }
        const rest = BigInt(bits - prefix);
        const first = numberOf(text, kind) >> rest << rest;
        this.#add(kind, first, first + (1n << rest) - 1n, `Subnet: ${say(kind)} ${text}/${prefix}`);
    }

    #add(kind, first, last, rule) {
        this.#ranges.push({ kind, first, last });
        this.#rules.push(rule);
    }

    check(address, family = 'ipv4') {
        let [text, kind] = plain(address, family);
        const groups = kind === 'ipv6' ? groupsOf(text) : null;
        const holds = (type, value) => this.#ranges.some(({ kind: known, first, last }) =>
            known === type && value >= first && value <= last);
        if (groups?.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff &&
            holds('ipv4', BigInt(groups[6]) << 16n | BigInt(groups[7]))) return true;
        return holds(kind, numberOf(text, kind));
    }
}

function say(kind) {
    return kind === 'ipv4' ? 'IPv4' : 'IPv6';
}

function plain(address, family) {
    const { address: text, family: kind } = address instanceof SocketAddress
        ? address
        : new SocketAddress({ address, family });
    return [text, kind];
}
