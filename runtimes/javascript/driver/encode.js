// Values of the candidate as canonical typed JSON (docs/values.md). Written as text, so that nothing a candidate did to
// `toJSON` or a prototype has a say. For the same reason there is no `${}` here: the interpreter joins those by calling
// `String.prototype.concat`. Lists are without prototypes, or made whole.

import { isProxy, isPromise } from 'dualgauge:kinds';
import * as p from './primordials.js';

/** How many levels of JSON a value may have. */
const MAX_DEPTH = 100;
/** The most text of one value. */
const MAX_TEXT = 4 << 20;
/** The longest description of an opaque value. */
const MAX_OPAQUE = 200;
const MAX_DIGITS = 100_000;

const TOO_LARGE = { __proto__: null };

/** The canonical typed JSON of a value. */
export function encode(value) {
    const state = { __proto__: null, size: 0, level: 0, above: p.list() };
    try {
        return any(value, state);
    } catch (error) {
        if (error === TOO_LARGE) return opaque('value', 'too large');
        throw error;
    }
}

function counted(text, state) {
    state.size += text.length;
    if (state.size > MAX_TEXT) throw TOO_LARGE;
    return text;
}

const wrapped = (form, inner) => '{"' + form + '":' + inner + '}';

/** Counts the levels of JSON that the value's form has above what it holds. */
function deepen(state, levels) {
    state.level += levels;
    if (state.level > MAX_DEPTH) throw TOO_LARGE;
}

export function opaque(type, text) {
    return wrapped('$opaque', '{"type":' + plain(type) + ',"text":' + plain(p.slice(text, 0, MAX_OPAQUE)) + '}');
}

/** A text where nothing but a text may stand. */
const plain = (text) => p.quoteJson(p.toWellFormed(text));

function string(text) {
    if (p.isWellFormed(text)) return p.quoteJson(text);
    let units = '';
    for (let i = 0; i < text.length; i += 1) {
        units += p.slice('000' + p.numberText(p.charCodeAt(text, i), 16), -4);
    }
    return wrapped('$utf16', '"' + units + '"');
}

function number(value) {
    if (value !== value) return '{"$float":"nan"}';
    if (value === Infinity) return '{"$float":"inf"}';
    if (value === -Infinity) return '{"$float":"-inf"}';
    if (value === 0 && 1 / value < 0) return '-0.0';
    const text = p.numberText(value);
    if (p.isSafeInteger(value)) return text;
    // Always with a point or an exponent: beyond the safe range a number is no whole number that was meant.
    return p.isInteger(value) && p.indexOf(text, 'e') < 0 ? text + '.0' : text;
}

function big(value) {
    if (value >= -(1n << 63n) && value < 1n << 63n) return p.bigText(value);
    const text = p.bigText(value);
    return text.length > MAX_DIGITS ? opaque('bigint', 'too large') : wrapped('$int', '"' + text + '"');
}

function any(value, state) {
    switch (typeof value) {
        case 'undefined':
            return counted('null', state);
        case 'boolean':
            return counted(value ? 'true' : 'false', state);
        case 'number':
            return counted(number(value), state);
        case 'bigint':
            return counted(big(value), state);
        case 'string':
            counted(value, state);
            return string(value);
        case 'symbol':
            return counted(opaque('symbol', p.symbolText(value)), state);
        case 'function':
            return counted(opaque('function', nameOf(value)), state);
        default:
            return value === null ? counted('null', state) : object(value, state);
    }
}

/** A function's name, where it is a plain one. */
function nameOf(value) {
    if (isProxy(value)) return '';
    const own = p.getOwnPropertyDescriptor(value, 'name');
    return own !== undefined && typeof own.value === 'string' ? own.value : '';
}

function object(value, state) {
    const { above } = state;
    for (let i = 0; i < above.length; i += 1) {
        if (above[i] === value) return counted('{"$cycle":true}', state);
    }
    above[above.length] = value;
    const { level } = state;
    const text = counted(inner(value, state), state);
    state.level = level;
    above.length -= 1;
    return text;
}

function inner(value, state) {
    if (p.isArray(value)) return list(value, state);
    const kind = p.typedArrayKind(value);
    if (kind === 'Uint8Array' || kind === 'Uint8ClampedArray') {
        // One whose buffer is gone has none.
        const length = p.bytesOf(value);
        return bytes(length === 0 ? new p.Bytes(0) : new p.Bytes(p.bufferOf(value), p.offsetOf(value), length), state);
    }
    if (kind !== undefined) return list(value, state);
    if (p.accepts(p.bufferBytes, value)) return bytes(p.bufferBytes(value) === 0 ? new p.Bytes(0) : new p.Bytes(value), state);
    if (p.accepts(p.mapSize, value)) return map(value, state);
    if (p.accepts(p.setSize, value)) return set(value, state);
    if (p.accepts(p.dateValue, value)) return date(value);
    if (p.isError(value)) return exception(value);
    if (isPromise(value)) return opaque('Promise', '');
    const boxed = unboxed(value);
    if (boxed !== undefined) return any(boxed, state);
    if (p.accepts(p.regExpSource, value)) return opaque('RegExp', p.regExpText(value));
    return record(value, state);
}

/** What `new String('x')` and the like hold. */
function unboxed(value) {
    for (let i = 0; i < UNBOXING.length; i += 1) {
        try {
            return UNBOXING[i](value);
        } catch {
            // It is of another kind.
        }
    }
    return undefined;
}
const UNBOXING = [p.numberValue, p.stringValue, p.booleanValue, p.bigValue];

function list(value, state) {
    const { length } = value;
    if (typeof length !== 'number' || !(length <= MAX_TEXT)) throw TOO_LARGE;
    deepen(state, 1);
    let text = '[';
    for (let i = 0; i < length; i += 1) text += (i ? ',' : '') + any(value[i], state);
    return text + ']';
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
function bytes(value, state) {
    const length = p.lengthOf(value);
    if (state.size + (length * 4) / 3 > MAX_TEXT) throw TOO_LARGE;
    let text = '';
    for (let i = 0; i < length; i += 3) {
        const rest = length - i;
        const word = (value[i] << 16) | ((rest > 1 ? value[i + 1] : 0) << 8) | (rest > 2 ? value[i + 2] : 0);
        text += ALPHABET[word >> 18] + ALPHABET[(word >> 12) & 63];
        text += rest > 1 ? ALPHABET[(word >> 6) & 63] : '=';
        text += rest > 2 ? ALPHABET[word & 63] : '=';
    }
    return wrapped('$bytes', '"' + text + '"');
}

function date(value) {
    const time = p.dateValue(value);
    if (time !== time) return opaque('Date', 'Invalid Date');
    // As other languages write an instant in UTC: no fraction where there is none.
    const text = p.isoText(value);
    const seconds = p.slice(text, 0, -5);
    const milliseconds = p.slice(text, -4, -1);
    return wrapped('$datetime', '"' + seconds + (milliseconds === '000' ? '' : '.' + milliseconds + '000') + '+00:00"');
}

function exception(value) {
    const message = errorMessage(value);
    if (message.length > MAX_TEXT) throw TOO_LARGE;
    return wrapped('$exception', '{"type":' + plain(p.slice(errorName(value), 0, MAX_OPAQUE)) + ',"message":' + plain(message) + '}');
}

const asText = (value) => (typeof value === 'string' ? value : undefined);

/** An error's name: its own, or its class's. */
export function errorName(error) {
    try {
        const own = asText(error.name);
        const made = asText(error.constructor?.name);
        // A subclass that doesn't set `name` is better known by its class.
        return own !== undefined && own !== '' && (own !== 'Error' || !made) ? own : (made ?? 'Error');
    } catch {
        return 'Error';
    }
}

export function errorMessage(error) {
    try {
        return asText(error.message) ?? '';
    } catch {
        return '';
    }
}

/** Compares texts by code points, as other languages do; JavaScript itself compares UTF-16 units. */
function byCodePoints(a, b) {
    const length = a.length < b.length ? a.length : b.length;
    for (let i = 0; i < length; i += 1) {
        const x = p.charCodeAt(a, i);
        const y = p.charCodeAt(b, i);
        if (x === y) continue;
        const high = (unit) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);
        return high(x) - high(y);
    }
    return a.length - b.length;
}

function sorted(texts) {
    return p.sort(texts, byCodePoints);
}

/** `{"key":value,...}` in order of the keys, from pairs of a key and its value's JSON. */
function mapping(pairs) {
    p.sort(pairs, (a, b) => byCodePoints(a[0], b[0]));
    let text = '{';
    for (let i = 0; i < pairs.length; i += 1) text += (i ? ',' : '') + plain(pairs[i][0]) + ':' + pairs[i][1];
    return text + '}';
}

/** Whether a key can stand in a plain mapping. */
const isPlainKey = (key) => typeof key === 'string' && key[0] !== '$' && p.isWellFormed(key);

/** `wasPlain` says whether all keys were plain when the levels were counted; a getter may have added others since. */
function pairsAsDict(pairs, state, wasPlain) {
    let isPlain = true;
    for (let i = 0; i < pairs.length; i += 1) isPlain = isPlain && isPlainKey(pairs[i][0]);
    if (isPlain) return mapping(pairs);
    if (wasPlain) throw TOO_LARGE;
    const entries = p.list();
    for (let i = 0; i < pairs.length; i += 1) entries[i] = [any(pairs[i][0], state), pairs[i][1]];
    p.sort(entries, (a, b) => byCodePoints(a[0], b[0]));
    let text = '';
    for (let i = 0; i < entries.length; i += 1) text += (i ? ',' : '') + '[' + entries[i][0] + ',' + entries[i][1] + ']';
    return wrapped('$dict', '[' + text + ']');
}

function map(value, state) {
    const pairs = p.list();
    let isPlain = true;
    p.mapForEach(value, (item, key) => {
        isPlain = isPlain && isPlainKey(key);
    });
    deepen(state, isPlain ? 1 : 3);
    p.mapForEach(value, (item, key) => {
        pairs[pairs.length] = [key, any(item, state)];
    });
    return pairsAsDict(pairs, state, isPlain);
}

function set(value, state) {
    const items = p.list();
    deepen(state, 2);
    p.setForEach(value, (item) => {
        items[items.length] = any(item, state);
    });
    return wrapped('$set', '[' + p.join(sorted(items), ',') + ']');
}

function record(value, state) {
    const pairs = p.list();
    const names = p.keys(value);
    const type = className(value);
    let isPlain = true;
    for (let i = 0; i < names.length; i += 1) isPlain = isPlain && isPlainKey(names[i]);
    deepen(state, type !== undefined ? 3 : isPlain ? 1 : 3);
    for (let i = 0; i < names.length; i += 1) {
        const name = names[i];
        const item = value[name];
        // As JSON does: what has no value isn't there.
        if (item === undefined || typeof item === 'function') continue;
        pairs[pairs.length] = [name, any(item, state)];
    }
    if (type === undefined) return pairsAsDict(pairs, state, isPlain);
    return wrapped('$object', '{"type":' + plain(type) + ',"fields":' + mapping(pairs) + '}');
}

/** The name of an instance's class; undefined for plain objects. */
function className(value) {
    const prototype = p.getPrototypeOf(value);
    if (prototype === null || prototype === p.OBJECT_PROTOTYPE) return undefined;
    const made = p.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    if (typeof made !== 'function') return undefined;
    const name = nameOf(made);
    // Objects of another realm, as `vm` makes them, are plain too.
    return name === 'Object' || name === '' ? undefined : p.slice(name, 0, MAX_OPAQUE);
}
