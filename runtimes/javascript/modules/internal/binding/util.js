// What `util.inspect` asks the engine. The crate's own version watches objects by replacing functions of the language, which a
// candidate would see and every call would pay for; here nothing is replaced, so the entries of weak collections aren't known,
// nor what an object once inherited from that has no prototype any more.
import { get_promise_details, get_proxy_details } from '__wasm_rquickjs_builtin/internal/binding/util_native';

export const ALL_PROPERTIES = 0;
export const ONLY_WRITABLE = 1;
export const ONLY_ENUMERABLE = 2;
export const ONLY_CONFIGURABLE = 4;
export const ONLY_ENUM_WRITABLE = 6;
export const SKIP_STRINGS = 8;
export const SKIP_SYMBOLS = 16;

export const getPromiseDetails = get_promise_details;
export const getProxyDetails = get_proxy_details;

/** The name of the first constructor on the chain of prototypes. */
export function getConstructorName(object) {
    for (let at = object; at !== null && (typeof at === 'object' || typeof at === 'function'); at = Object.getPrototypeOf(at)) {
        const constructor = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
        if (typeof constructor === 'function' && constructor.name !== '') return constructor.name;
    }
    return Array.isArray(object) ? 'Array' : 'Object';
}

const LARGEST_INDEX = 2 ** 32 - 2;

/** Whether a key is an index of an array. */
export function isArrayIndex(key) {
    if (typeof key === 'number') return Number.isInteger(key) && key >= 0 && key <= LARGEST_INDEX;
    return typeof key === 'string' && /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) <= LARGEST_INDEX;
}

/** The own keys that are no indices. */
export function getOwnNonIndexProperties(object, filter) {
    const isIndexed = Array.isArray(object) || (ArrayBuffer.isView(object) && !(object instanceof DataView));
    return Reflect.ownKeys(object).filter((key) => {
        if (isIndexed && isArrayIndex(key)) return false;
        if (filter & (typeof key === 'symbol' ? SKIP_SYMBOLS : SKIP_STRINGS)) return false;
        if (filter === ALL_PROPERTIES) return true;
        const property = Object.getOwnPropertyDescriptor(object, key);
        return (
            property !== undefined &&
            !(filter & ONLY_WRITABLE && !property.writable) &&
            !(filter & ONLY_ENUMERABLE && !property.enumerable) &&
            !(filter & ONLY_CONFIGURABLE && !property.configurable)
        );
    });
}

/** What is left of an iterator that was looked into, by iterator. */
const remembered = new WeakMap();

/** The entries that an iterator has left. The language can't look ahead: they are taken out, and given by its own `next` again. */
function remaining(iterator) {
    const known = remembered.get(iterator);
    if (known !== undefined) return known;
    const entries = Array.from(iterator);
    remembered.set(iterator, entries);
    Object.defineProperty(iterator, 'next', {
        value: function next() {
            return entries.length > 0 ? { value: entries.shift(), done: false } : { value: undefined, done: true };
        },
        writable: true,
        enumerable: false,
        configurable: true,
    });
    return entries;
}

/** The entries of an iterator, pairs one after the other; with `isMap` also whether all are pairs. */
export function previewEntries(iterator, isMap, raw = false) {
    const entries = remaining(iterator);
    if (raw) return [...entries];
    const isPair = (entry) => Array.isArray(entry) && entry.length >= 2;
    const flat = entries.flatMap((entry) => (isPair(entry) ? [entry[0], entry[1]] : [entry]));
    return isMap === true ? [flat, entries.every(isPair)] : flat;
}

export const getWeakMapEntries = () => [];
export const getWeakSetEntries = () => [];
export const guessHandleType = () => 'FILE';
export const privateSymbols = Object.freeze({
    arrow_message_private_symbol: Symbol('node:arrowMessage'),
    decorated_private_symbol: Symbol('node:decorated'),
});

export function notImplemented(what) {
    throw new Error(what ? `Not implemented: ${what}` : 'Not implemented');
}
