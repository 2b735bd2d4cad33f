// `structuredClone` by the HTML standard's algorithm, for values that stay in the program.

const ERRORS = new Map(
    [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((made) => [made.name, made]),
);
const PRIMITIVES = new Map([
    [Boolean, 'boolean'],
    [Number, 'number'],
    [String, 'string'],
    [BigInt, 'bigint'],
]);
const TypedArray = Object.getPrototypeOf(Uint8Array);
const tagOf = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get;

function refusal(value) {
    const what =
        typeof value === 'symbol'
            ? value.toString()
            : typeof value === 'object'
              ? `#<${value.constructor?.name || 'Object'}>`
              : `${value}`;
    return new globalThis.DOMException(`${what} could not be cloned.`, 'DataCloneError');
}

/** Whether a method of a builtin accepts the object: it is of that kind, whatever its prototype is. */
function accepts(method, object) {
    try {
        method.call(object);
        return true;
    } catch {
        return false;
    }
}

const isDate = (object) => accepts(Date.prototype.valueOf, object);
const isRegExp = (object) =>
    object !== RegExp.prototype &&
    accepts(Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get, object) &&
    object instanceof RegExp;
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
const bufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;

/** Clones what holds nothing that could be met twice; undefined for anything else. */
function leaf(object, cloneOf) {
    for (const [kind, type] of PRIMITIVES) {
        if (object instanceof kind && accepts(kind.prototype.valueOf, object)) {
            const value = kind.prototype.valueOf.call(object);
            if (typeof value === type) return Object(value);
        }
    }
    if (isDate(object)) return new Date(Date.prototype.valueOf.call(object));
    if (isRegExp(object)) return new RegExp(object.source, object.flags);
    if (accepts(bufferLength, object)) return ArrayBuffer.prototype.slice.call(object, 0);
    if (ArrayBuffer.isView(object)) {
        const buffer = cloneOf(object.buffer);
        const kind = tagOf.call(object);
        return kind === undefined
            ? new DataView(buffer, object.byteOffset, object.byteLength)
            : new globalThis[kind](buffer, object.byteOffset, object.length);
    }
    return undefined;
}

function cloneError(error, cloneOf) {
    const name = ERRORS.has(error.name) ? error.name : 'Error';
    const made = new (ERRORS.get(name))();
    for (const key of ['stack', 'message', 'cause']) {
        const value = Object.hasOwn(error, key) || key === 'stack' ? error[key] : undefined;
        if (value === undefined && key !== 'stack') continue;
        Object.defineProperty(made, key, {
            value: key === 'cause' ? cloneOf(value) : String(value),
            writable: true,
            enumerable: false,
            configurable: true,
        });
    }
    return made;
}

/** Clones a value; `transfer` lists buffers that are moved instead of copied. */
export function clone(value, transfer = []) {
    const seen = new Map();
    for (const moved of transfer) {
        if (!accepts(bufferLength, moved) && typeof moved?.postMessage !== 'function') throw refusal(moved);
        if (seen.has(moved))
            throw new globalThis.DOMException('ArrayBuffer occurs multiple times in the transfer list', 'DataCloneError');
        seen.set(moved, typeof moved.transfer === 'function' ? moved.transfer() : moved);
    }
    const cloneOf = (given) => {
        if (typeof given === 'symbol' || typeof given === 'function') throw refusal(given);
        if (given === null || typeof given !== 'object') return given;
        if (seen.has(given)) return seen.get(given);
        const keep = (copy) => {
            seen.set(given, copy);
            return copy;
        };
        const single = leaf(given, cloneOf);
        if (single !== undefined) return keep(single);
        if (accepts(mapSize, given)) {
            const copy = keep(new Map());
            const entries = [];
            Map.prototype.forEach.call(given, (item, key) => entries.push([key, item]));
            for (const [key, item] of entries) copy.set(cloneOf(key), cloneOf(item));
            return copy;
        }
        if (accepts(setSize, given)) {
            const copy = keep(new Set());
            const items = [];
            Set.prototype.forEach.call(given, (item) => items.push(item));
            for (const item of items) copy.add(cloneOf(item));
            return copy;
        }
        if (given instanceof Error) return keep(cloneError(given, cloneOf));
        if (given instanceof globalThis.Blob) return keep(given);
        if (given instanceof Promise || given instanceof WeakMap || given instanceof WeakSet || given instanceof WeakRef)
            throw refusal(given);
        const copy = keep(Array.isArray(given) ? new Array(given.length) : {});
        for (const key of Object.keys(given)) {
            Object.defineProperty(copy, key, {
                value: cloneOf(given[key]),
                writable: true,
                enumerable: true,
                configurable: true,
            });
        }
        return copy;
    };
    return cloneOf(value);
}

export default function structuredClone(value, options) {
    if (arguments.length === 0) {
        throw Object.assign(new TypeError('The "value" argument must be specified'), { code: 'ERR_MISSING_ARGS' });
    }
    return clone(value, options?.transfer);
}
