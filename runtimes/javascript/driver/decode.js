// Typed JSON (docs/values.md) as values of the language.

import * as p from './primordials.js';

/** A reference to what a call returned that didn't return. */
export class MissingResult extends Error {}
p.defineProperty(MissingResult.prototype, 'name', { __proto__: null, value: 'MissingResult', configurable: true, writable: true });

/**
 * The arguments of a call.
 *
 * @param {string} text A list in typed JSON.
 * @param {object} results What calls returned, by number; calls that threw are missing.
 */
export function decodeArguments(text, results) {
    const list = p.parseJson(text);
    for (let i = 0; i < list.length; i += 1) list[i] = value(list[i], results);
    return list;
}

function value(json, results) {
    if (json === null || typeof json !== 'object') return json;
    if (p.isArray(json)) {
        for (let i = 0; i < json.length; i += 1) json[i] = value(json[i], results);
        return json;
    }
    const names = p.keys(json);
    const form = names.length === 1 ? FORMS[names[0]] : undefined;
    if (form !== undefined) return form(json[names[0]], results);
    for (let i = 0; i < names.length; i += 1) {
        const item = value(json[names[i]], results);
        p.defineProperty(json, names[i], { __proto__: null, value: item, writable: true, enumerable: true, configurable: true });
    }
    return json;
}

const FORMS = {
    __proto__: null,
    $int: (text) => whole(text),
    $float: (text) => (text === 'nan' ? NaN : text === 'inf' ? Infinity : -Infinity),
    $utf16: units,
    $bytes: base64,
    $tuple: (items, results) => value(items, results),
    $set: (items, results) => {
        const set = new p.SetKind();
        for (let i = 0; i < items.length; i += 1) p.setAdd(set, value(items[i], results));
        return set;
    },
    $dict: (pairs, results) => {
        const map = new p.MapKind();
        for (let i = 0; i < pairs.length; i += 1) p.mapSet(map, value(pairs[i][0], results), value(pairs[i][1], results));
        return map;
    },
    $datetime: (text) => new p.DateKind(instant(text)),
    $date: (text) => new p.DateKind(text + 'T00:00:00Z'),
    $time: (text) => text,
    $timedelta: (text) => +text,
    $decimal: (text) => text,
    $object: ({ fields }, results) => value(fields, results),
    $exception: ({ type, message }) => {
        const error = new p.ErrorKind(message);
        p.defineProperty(error, 'name', { __proto__: null, value: type, writable: true, configurable: true, enumerable: false });
        return error;
    },
    $result: (number, results) => {
        if (!p.hasOwn(results, number)) throw new MissingResult('call ' + number + ' returned nothing to refer to');
        return results[number];
    },
    $concat: (parts, results) => {
        let text = '';
        for (let i = 0; i < parts.length; i += 1) {
            const part = value(parts[i], results);
            if (typeof part !== 'string') throw new MissingResult('a part of the joined text is no text');
            text += part;
        }
        return text;
    },
};

/** A whole number: a number where it is exact, else a BigInt. */
function whole(text) {
    const number = +text;
    return p.isSafeInteger(number) ? number : p.BIG(text);
}

/** A time without a zone is meant in UTC. */
function instant(text) {
    return p.execute(/(?:Z|[+-]\d\d:?\d\d)$/, text) === null ? text + 'Z' : text;
}

function units(text) {
    let decoded = '';
    for (let i = 0; i < text.length; i += 4) decoded += p.fromCharCode(+('0x' + p.slice(text, i, i + 4)));
    return decoded;
}

const DIGITS = p.create(null);
for (let i = 0; i < 64; i += 1) DIGITS['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'[i]] = i;

let makeBuffer = (bytes) => bytes;
/** Says how bytes become a Buffer, once there is one. */
export function buffersBy(make) {
    makeBuffer = make;
}

function base64(text) {
    const padding = p.endsWith(text, '==') ? 2 : p.endsWith(text, '=') ? 1 : 0;
    const bytes = new p.Bytes((text.length / 4) * 3 - padding);
    let at = 0;
    for (let i = 0; i < text.length; i += 4) {
        const digit = (offset) => DIGITS[text[i + offset]] ?? 0;
        const word = (digit(0) << 18) | (digit(1) << 12) | (digit(2) << 6) | digit(3);
        bytes[at] = word >> 16;
        bytes[at + 1] = (word >> 8) & 255;
        bytes[at + 2] = word & 255;
        at += 3;
    }
    return makeBuffer(bytes);
}
