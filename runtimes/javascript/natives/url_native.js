// The URL class over the host's parser; `searchParams` and the module's functions come with `node:url`.
import { host } from 'dualgauge:host';
import { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } from '__wasm_rquickjs_builtin/internal/errors';

/** The places of the parts in what the host's parser gives. */
const PARTS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];

function text(value) {
    if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    return `${value}`.toWellFormed();
}

function invalid(input, base) {
    const error = new TypeError('Invalid URL');
    error.code = 'ERR_INVALID_URL';
    error.input = input;
    if (base !== undefined) error.base = base;
    return error;
}

const registry = new Map();
let lastObject = 0;

export class URL {
    #parts;

    constructor(input, base = undefined) {
        if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
        const given = text(input);
        const from = base === undefined ? undefined : text(base);
        const parts = host.url_parse(given, from);
        if (parts === undefined) throw invalid(given, from);
        this.#parts = parts;
    }

    /** Sets a part as the URL Standard's setters do: what doesn't fit is left as it is. */
    #set(name, value) {
        const parts = host.url_set(this.#parts[0], name, text(value));
        if (parts !== undefined) this.#parts = parts;
        return parts !== undefined;
    }

    get href() {
        return this.#parts[0];
    }
    set href(value) {
        const given = text(value);
        const parts = host.url_parse(given, undefined);
        if (parts === undefined) throw invalid(given);
        this.#parts = parts;
    }
    get origin() {
        return this.#parts[1];
    }
    get protocol() {
        return this.#parts[2];
    }
    set protocol(value) {
        this.#set('protocol', value);
    }
    get username() {
        return this.#parts[3];
    }
    set username(value) {
        this.#set('username', value);
    }
    get password() {
        return this.#parts[4];
    }
    set password(value) {
        this.#set('password', value);
    }
    get host() {
        return this.#parts[5];
    }
    set host(value) {
        this.#set('host', value);
    }
    get hostname() {
        return this.#parts[6];
    }
    set hostname(value) {
        this.#set('hostname', value);
    }
    get port() {
        return this.#parts[7];
    }
    set port(value) {
        this.#set('port', value);
    }
    get pathname() {
        return this.#parts[8];
    }
    set pathname(value) {
        this.#set('pathname', value);
    }
    get search() {
        return this.#parts[9];
    }
    set search(value) {
        this.#set('search', value);
    }
    get hash() {
        return this.#parts[10];
    }
    set hash(value) {
        this.#set('hash', value);
    }

    toString() {
        return this.#parts[0];
    }
    toJSON() {
        return this.#parts[0];
    }

    static canParse(input, base = undefined) {
        return host.url_parse(text(input), base === undefined ? undefined : text(base)) !== undefined;
    }

    static createObjectURL(object) {
        lastObject += 1;
        const id = lastObject.toString(16).padStart(12, '0');
        const url = `blob:nodedata:00000000-0000-4000-8000-${id}`;
        registry.set(url, object);
        return url;
    }

    static revokeObjectURL(url) {
        registry.delete(text(url));
    }
}

for (const name of [...PARTS, 'toString', 'toJSON']) {
    const descriptor = Object.getOwnPropertyDescriptor(URL.prototype, name);
    Object.defineProperty(URL.prototype, name, { ...descriptor, enumerable: true });
}

const inspected = Symbol.for('nodejs.util.inspect.custom');

// Fixed, because `node:url` would put one in its place that shows the address alone.
Object.defineProperty(URL.prototype, inspected, {
    value: function inspectURL(depth, options, inspect) {
        if (typeof depth === 'number' && depth < 0) return this;
        const shown = {};
        for (const name of [...PARTS.slice(0, 10), 'searchParams', 'hash']) shown[name] = this[name];
        return `${this.constructor.name} ${inspect(shown, options)}`;
    },
    writable: false,
    enumerable: false,
    configurable: false,
});

/** The object that `createObjectURL` gave the address to. */
export const resolveObject = (url) => registry.get(url);

function domain(value) {
    if (typeof value !== 'string') throw new ERR_INVALID_ARG_TYPE('domain', 'string', value);
    const parts = host.url_parse(`ws://${value.toWellFormed()}`, undefined);
    return parts === undefined || parts[7] !== '' || parts[3] !== '' ? '' : parts[6];
}

export const domainToASCII = (value) => domain(value);
/** `url.parse` of old: a host that is no domain name is no error there. */
export const domainToASCIILegacy = (value) => (value === '' ? '' : domain(value));
export const domainToUnicode = (value) => host.domain_to_unicode(domain(value));
