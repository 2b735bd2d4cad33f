// node:dns. Name servers know the addresses of the hosts of the task's world, and nothing else of them.
import { nextTick } from 'node:process';
import { getDefaultResultOrder, lookup, lookupPromise, setDefaultResultOrder } from './dns_lookup.js';
import { isIP, ownAddress } from './net_address.js';
import { resolveName } from './net_door.js';
import {
    invalidType, invalidValue, missingArguments, nameError, needFunction, needPort, needString, nodeError,
} from './net_errors.js';

const TYPES = ['A', 'AAAA', 'ANY', 'CAA', 'CNAME', 'MX', 'NAPTR', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'];
const CALLS = {
    A: '4', AAAA: '6', ANY: 'Any', CAA: 'Caa', CNAME: 'Cname', MX: 'Mx', NAPTR: 'Naptr', NS: 'Ns', PTR: 'Ptr', SOA: 'Soa',
    SRV: 'Srv', TXT: 'Txt',
};
const SERVICES = { 22: 'ssh', 25: 'smtp', 53: 'domain', 80: 'http', 443: 'https' };

const codes = {
    NODATA: 'ENODATA', FORMERR: 'EFORMERR', SERVFAIL: 'ESERVFAIL', NOTFOUND: 'ENOTFOUND', NOTIMP: 'ENOTIMP', REFUSED: 'EREFUSED',
    BADQUERY: 'EBADQUERY', BADNAME: 'EBADNAME', BADFAMILY: 'EBADFAMILY', BADRESP: 'EBADRESP', CONNREFUSED: 'ECONNREFUSED',
    TIMEOUT: 'ETIMEOUT', EOF: 'EOF', FILE: 'EFILE', NOMEM: 'ENOMEM', DESTRUCTION: 'EDESTRUCTION', BADSTR: 'EBADSTR',
    BADFLAGS: 'EBADFLAGS', NONAME: 'ENONAME', BADHINTS: 'EBADHINTS', NOTINITIALIZED: 'ENOTINITIALIZED',
    LOADIPHLPAPI: 'ELOADIPHLPAPI', ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS', CANCELLED: 'ECANCELLED',
};
export const {
    NODATA, FORMERR, SERVFAIL, NOTFOUND, NOTIMP, REFUSED, BADQUERY, BADNAME, BADFAMILY, BADRESP, CONNREFUSED, TIMEOUT, EOF, FILE,
    NOMEM, DESTRUCTION, BADSTR, BADFLAGS, NONAME, BADHINTS, NOTINITIALIZED, LOADIPHLPAPI, ADDRGETNETWORKPARAMS, CANCELLED,
} = codes;
export const ADDRCONFIG = 32;
export const ALL = 16;
export const V4MAPPED = 8;

/** How long an answer may be kept, in seconds. */
const TTL = 60;

/** Asks for records: gives `{ records }` or `{ error }`. Throws for wrong arguments. */
function ask(type, name, options) {
    needString(name, 'name');
    const found = resolveName(name, type === 'A' ? 4 : type === 'AAAA' ? 6 : 0);
    const failed = (code) => ({ error: nameError(code, `query${type[0]}${type.slice(1).toLowerCase()}`, name) });
    if (!found?.length) return failed('ENOTFOUND');
    if (type === 'ANY') {
        return { records: found.map(({ address, family }) => ({ address, ttl: TTL, type: family === 4 ? 'A' : 'AAAA' })) };
    }
    if (type !== 'A' && type !== 'AAAA') return failed('ENODATA');
    return { records: found.map(({ address }) => (options?.ttl ? { address, ttl: TTL } : address)) };
}

/** The records that an address leads back to: it is known only for the machine itself. */
function askReverse(address) {
    needString(address, 'name');
    if (!isIP(address)) {
        const error = nameError('EINVAL', 'getHostByAddr', address);
        error.errno = -22;
        throw error;
    }
    const own = ownAddress(address);
    if (own === '::1' || own?.startsWith('127.')) return { names: ['localhost'] };
    return { error: nameError('ENOTFOUND', 'getHostByAddr', address) };
}

function findService(address, port) {
    if (!isIP(address)) throw invalidValue('address', address);
    const number = needPort(port);
    const own = ownAddress(address);
    if (own === '::1' || own?.startsWith('127.')) {
        return { hostname: 'localhost', service: SERVICES[number] ?? String(number) };
    }
    return { error: nameError('ENOTFOUND', 'getnameinfo', address) };
}

function typeOf(rrtype) {
    if (typeof rrtype !== 'string') throw invalidType('rrtype', 'string', rrtype);
    if (!TYPES.includes(rrtype)) throw invalidValue('rrtype', rrtype);
    return rrtype;
}

function checkServers(list) {
    if (!Array.isArray(list)) throw invalidType('servers', 'Array', list);
    return list.map((server, index) => {
        needString(server, `servers[${index}]`);
        const plain = /^\[(.*)\](?::\d+)?$/.exec(server)?.[1] ?? (isIP(server) ? server : server.replace(/:\d+$/, ''));
        if (!isIP(plain)) throw nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${server}`);
        return server;
    });
}

function answer(callback, { error, records }) {
    if (error) nextTick(callback, error);
    else nextTick(callback, null, records);
}

function recordsOf({ error, records }) {
    if (error) throw error;
    return records;
}

export class Resolver {
    #servers = ['127.0.0.53'];

    resolve(name, rrtype, callback) {
        if (typeof rrtype === 'function') {
            callback = rrtype;
            rrtype = 'A';
        }
        const type = typeOf(rrtype);
        needFunction(callback, 'callback');
        answer(callback, ask(type, name));
        return {};
    }

    reverse(address, callback) {
        needFunction(callback, 'callback');
        const { error = null, names } = askReverse(address);
        nextTick(callback, error, names);
        return {};
    }

    getServers() {
        return [...this.#servers];
    }

    setServers(list) {
        this.#servers = checkServers(list);
    }

    setLocalAddress() {}

    cancel() {}
}

class PromiseResolver {
    #servers = ['127.0.0.53'];

    async resolve(name, rrtype = 'A') {
        return recordsOf(ask(typeOf(rrtype), name));
    }

    async reverse(address) {
        const { error, names } = askReverse(address);
        if (error) throw error;
        return names;
    }

    getServers() {
        return [...this.#servers];
    }

    setServers(list) {
        this.#servers = checkServers(list);
    }

    setLocalAddress() {}

    cancel() {}
}

for (const type of TYPES) {
    const name = `resolve${CALLS[type]}`;
    const define = (prototype, value) => Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
    define(Resolver.prototype, { [name](host, options, callback = options) {
        needFunction(callback, 'callback');
        answer(callback, ask(type, host, options));
        return {};
    } }[name]);
    define(PromiseResolver.prototype, { async [name](host, options) {
        return recordsOf(ask(type, host, options));
    } }[name]);
}

export { getDefaultResultOrder, lookup, setDefaultResultOrder };

export function lookupService(address, port, callback) {
    if (arguments.length !== 3) throw missingArguments('address', 'port', 'callback');
    needFunction(callback, 'callback');
    const { error = null, hostname, service } = findService(address, port);
    nextTick(callback, error, hostname, service);
    return {};
}

function methodsOf(resolver, prototype) {
    const methods = {};
    for (const name of Object.getOwnPropertyNames(prototype)) {
        if (/^(resolve|reverse|getServers|setServers)/.test(name)) methods[name] = prototype[name].bind(resolver);
    }
    return methods;
}

const plain = methodsOf(new Resolver(), Resolver.prototype);
const promised = methodsOf(new PromiseResolver(), PromiseResolver.prototype);
export const {
    resolve, resolve4, resolve6, resolveAny, resolveCaa, resolveCname, resolveMx, resolveNaptr, resolveNs, resolvePtr, resolveSoa,
    resolveSrv, resolveTxt, reverse, getServers, setServers,
} = plain;

export const promises = {
    ...promised,
    ...codes,
    lookup: lookupPromise,
    async lookupService(address, port) {
        const { error, hostname, service } = findService(address, port);
        if (error) throw error;
        return { hostname, service };
    },
    Resolver: PromiseResolver,
    getDefaultResultOrder,
    setDefaultResultOrder,
};

export default {
    ...plain, ...codes, ADDRCONFIG, ALL, V4MAPPED, Resolver, getDefaultResultOrder, lookup, lookupService, promises,
    setDefaultResultOrder,
};
