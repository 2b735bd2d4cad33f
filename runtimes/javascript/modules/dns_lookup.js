// dns.lookup, by itself: sockets need it, and node:dns needs sockets' helpers.
import { nextTick } from 'node:process';
import { isIP } from './net_address.js';
import { resolveName } from './net_door.js';
import { invalidType, invalidValue, nameError, needFunction } from './net_errors.js';

const FAMILIES = new Map([[undefined, 0], [null, 0], [0, 0], [4, 4], [6, 6], ['IPv4', 4], ['IPv6', 6]]);
const V4MAPPED = 8;
export const ORDERS = ['ipv4first', 'verbatim'];
const order = { name: 'verbatim' };

export function setDefaultResultOrder(value) {
    if (!ORDERS.includes(value)) throw invalidValue('dnsOrder', value, "must be one of: 'verbatim', 'ipv4first'");
    order.name = value;
}

export function getDefaultResultOrder() {
    return order.name;
}

/** The options of a lookup, checked. */
function checked(hostname, options) {
    if (hostname && typeof hostname !== 'string') throw invalidType('hostname', 'string', hostname);
    if (typeof options === 'number') options = { family: options };
    if (options !== undefined && options !== null && typeof options !== 'object') {
        throw invalidType('options', ['integer', 'object'], options);
    }
    const family = FAMILIES.get(options?.family);
    if (family === undefined) {
        throw invalidValue(typeof options?.family === 'number' ? 'family' : 'options.family', options.family,
            'must be one of: 0, 4, 6');
    }
    let wanted = order.name;
    if (options?.verbatim !== undefined && options.verbatim !== null) wanted = options.verbatim ? 'verbatim' : 'ipv4first';
    if (options?.order !== undefined) wanted = options.order;
    return { family, all: Boolean(options?.all), hints: options?.hints ?? 0, order: wanted };
}

function find(hostname, { family, hints, order: wanted }) {
    const own = isIP(hostname);
    if (own) return [{ address: hostname, family: own }];
    let found = resolveName(hostname, family) ?? [];
    if (found.length === 0 && family === 6 && (hints & V4MAPPED) !== 0) {
        found = (resolveName(hostname, 4) ?? []).map(({ address }) => ({ address: `::ffff:${address}`, family: 6 }));
    }
    if (wanted === 'verbatim') return found;
    return [...found.filter((entry) => entry.family === 4), ...found.filter((entry) => entry.family !== 4)];
}

export function lookup(hostname, options, callback) {
    if (typeof options === 'function') {
        callback = options;
        options = undefined;
    }
    needFunction(callback, 'callback');
    const wanted = checked(hostname, options);
    if (!hostname) {
        nextTick(callback, null, wanted.all ? [] : null, wanted.all ? undefined : wanted.family === 6 ? 6 : 4);
        return {};
    }
    const found = find(hostname, wanted);
    if (!found.length) nextTick(callback, nameError('ENOTFOUND', 'getaddrinfo', hostname));
    else if (wanted.all) nextTick(callback, null, found);
    else nextTick(callback, null, found[0].address, found[0].family);
    return {};
}

/** The same as a promise. */
export async function lookupPromise(hostname, options) {
    const wanted = checked(hostname, options);
    if (!hostname) return wanted.all ? [] : { address: null, family: wanted.family === 6 ? 6 : 4 };
    const found = find(hostname, wanted);
    if (!found.length) throw nameError('ENOTFOUND', 'getaddrinfo', hostname);
    return wanted.all ? found : found[0];
}
