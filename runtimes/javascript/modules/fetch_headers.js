// The class Headers of fetch.
// eslint-disable-next-line no-control-regex
const NOT_IN_VALUE = /[\0\r\n]|[^\x00-\xff]/;
const NAME = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const inspectKey = Symbol.for('nodejs.util.inspect.custom');

function checkedName(name, where) {
    const text = String(name);
    if (!NAME.test(text)) throw new TypeError(`${where}: "${text}" is an invalid header name.`);
    return text;
}

function checkedValue(value, where) {
    // HTTP whitespace around a value is no part of it.
    const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
    if (NOT_IN_VALUE.test(text)) throw new TypeError(`${where}: "${text}" is an invalid header value.`);
    return text;
}

/** Header fields by name; names are compared without case. */
export class Headers {
    // By lower-case name: the name as it was first given, and its values.
    #fields = new Map();
    #frozen = false;

    constructor(init = undefined) {
        if (init === undefined) return;
        if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
            throw new TypeError('Headers constructor: init can\'t be converted to sequence<sequence<ByteString>> or ' +
                'record<ByteString, ByteString>.');
        }
        if (init instanceof Headers) {
            for (const [key, { name, values }] of init.#fields) this.#fields.set(key, { name, values: [...values] });
            return;
        }
        if (typeof init[Symbol.iterator] !== 'function') {
            for (const name of Reflect.ownKeys(init)) {
                if (Object.getOwnPropertyDescriptor(init, name)?.enumerable) this.append(name, init[name]);
            }
            return;
        }
        for (const pair of init) {
            const list = [...pair];
            if (list.length !== 2) {
                throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${list.length}.`);
            }
            this.append(list[0], list[1]);
        }
    }

    /** Headers of a message that arrived; they can't be changed. */
    static _received(raw) {
        const headers = new Headers();
        for (let i = 0; i < raw.length; i += 2) headers.#add(raw[i], raw[i + 1]);
        headers.#frozen = true;
        return headers;
    }

    /** Names and values as they are sent. */
    static _pairs(headers) {
        return [...headers.#fields.values()].flatMap(({ name, values }) =>
            (name.toLowerCase() === 'set-cookie' ? values.map((value) => [name, value]) : [[name, joined(name, values)]]));
    }

    #add(name, value) {
        const entry = this.#fields.get(name.toLowerCase());
        if (entry) entry.values.push(value);
        else this.#fields.set(name.toLowerCase(), { name, values: [value] });
    }

    #changeable() {
        if (this.#frozen) throw new TypeError('immutable');
    }

    append(name, value) {
        const checked = checkedName(name, 'Headers.append');
        const text = checkedValue(value, 'Headers.append');
        this.#changeable();
        this.#add(checked, text);
    }

    delete(name) {
        const checked = checkedName(name, 'Headers.delete');
        this.#changeable();
        this.#fields.delete(checked.toLowerCase());
    }

    get(name) {
        const entry = this.#fields.get(checkedName(name, 'Headers.get').toLowerCase());
        return entry ? joined(entry.name, entry.values) : null;
    }

    getSetCookie() {
        return [...this.#fields.get('set-cookie')?.values ?? []];
    }

    has(name) {
        return this.#fields.has(checkedName(name, 'Headers.has').toLowerCase());
    }

    set(name, value) {
        const checked = checkedName(name, 'Headers.set');
        const text = checkedValue(value, 'Headers.set');
        this.#changeable();
        this.#fields.set(checked.toLowerCase(), { name: this.#fields.get(checked.toLowerCase())?.name ?? checked, values: [text] });
    }

    *entries() {
        for (const key of [...this.#fields.keys()].sort()) {
            const entry = this.#fields.get(key);
            if (!entry) continue;
            if (key === 'set-cookie') for (const value of entry.values) yield [key, value];
            else yield [key, joined(key, entry.values)];
        }
    }

    *keys() {
        for (const [name] of this.entries()) yield name;
    }

    *values() {
        for (const [, value] of this.entries()) yield value;
    }

    forEach(callback, thisArg) {
        if (typeof callback !== 'function') {
            throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
        }
        for (const [name, value] of this.entries()) Reflect.apply(callback, thisArg, [value, name, this]);
    }

    [Symbol.iterator]() {
        return this.entries();
    }

    get [Symbol.toStringTag]() {
        return 'Headers';
    }

    [inspectKey](depth, options, inspect) {
        const shown = {};
        for (const { name, values } of this.#fields.values()) shown[name] = joined(name, values);
        return `Headers ${inspect(shown, options)}`;
    }
}

function joined(name, values) {
    return values.join(name.toLowerCase() === 'cookie' ? '; ' : ', ');
}
