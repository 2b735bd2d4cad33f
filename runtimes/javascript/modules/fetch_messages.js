// The classes Request and Response of fetch.
import { URL } from 'node:url';
import { Body, bodyGetters, bodyMethods, kBody } from './fetch_body.js';
import { Headers } from './fetch_headers.js';

const kState = Symbol('state');
const NORMALISED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const TOKEN = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const CHOICES = {
    mode: ['navigate', 'same-origin', 'no-cors', 'cors'],
    credentials: ['omit', 'same-origin', 'include'],
    cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
    redirect: ['follow', 'manual', 'error'],
    referrerPolicy: [
        '', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin',
        'strict-origin-when-cross-origin', 'unsafe-url',
    ],
};
const NULL_BODY = new Set([101, 103, 204, 205, 304]);
const inspectKey = Symbol.for('nodejs.util.inspect.custom');

function parsed(url) {
    try {
        return new URL(url);
    } catch (cause) {
        throw new TypeError(`Failed to parse URL from ${url}`, { cause });
    }
}

function methodOf(method) {
    const text = String(method);
    const upper = text.toUpperCase();
    if (!TOKEN.test(text)) throw new TypeError(`'${text}' is not a valid HTTP method.`);
    if (['CONNECT', 'TRACE', 'TRACK'].includes(upper)) throw new TypeError(`'${text}' HTTP method is unsupported.`);
    return NORMALISED.has(upper) ? upper : text;
}

function choice(init, name, fallback) {
    if (init[name] === undefined) return fallback;
    const text = String(init[name]);
    if (!CHOICES[name].includes(text)) {
        throw new TypeError(`Request constructor: ${text} is not an accepted type. Expected one of ${CHOICES[name].join(', ')}.`);
    }
    return text;
}

function defineClass(Class, getters) {
    for (const [name, get] of Object.entries({ ...getters, ...bodyGetters })) {
        Object.defineProperty(Class.prototype, name, {
            get() {
                return get(this);
            },
            enumerable: true,
            configurable: true,
        });
    }
    for (const [name, value] of Object.entries(bodyMethods)) {
        Object.defineProperty(Class.prototype, name, { value, writable: true, enumerable: true, configurable: true });
    }
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
    Object.defineProperty(Class.prototype, inspectKey, {
        value(depth, options, inspect) {
            const shown = {};
            for (const name of Object.keys(getters)) shown[name] = this[name];
            shown.body = this[kBody]?.view ?? null;
            shown.bodyUsed = this.bodyUsed;
            return `${Class.name} ${inspect(shown, options)}`;
        },
        writable: true,
        configurable: true,
    });
}

export class Request {
    constructor(input, init = {}) {
        if (arguments.length === 0) throw new TypeError('Request constructor: 1 argument required, but only 0 present.');
        init ??= {};
        const base = input instanceof Request ? input : null;
        const url = base ? base[kState].url : parsed(typeof input === 'object' && input !== null ? input.href ?? String(input) : input);
        if (url.username || url.password) {
            throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${url.href}`);
        }
        const before = base?.[kState] ?? { method: 'GET', mode: 'cors', credentials: 'same-origin', cache: 'default', redirect: 'follow',
            referrer: 'about:client', referrerPolicy: '', integrity: '', keepalive: false, signal: null };
        const state = { ...before, url };
        this[kState] = state;
        if (init.method !== undefined) state.method = methodOf(init.method);
        for (const name of Object.keys(CHOICES)) state[name] = choice(init, name, before[name]);
        if (init.integrity !== undefined) state.integrity = String(init.integrity);
        if (init.keepalive !== undefined) state.keepalive = Boolean(init.keepalive);
        if (init.signal !== undefined) state.signal = init.signal;
        if (state.signal !== null && (typeof state.signal?.aborted !== 'boolean' || typeof state.signal.addEventListener !== 'function')) {
            throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
        }
        state.headers = new Headers(init.headers ?? base?.headers);
        const hasBody = init.body !== undefined && init.body !== null;
        if ((hasBody || base?.[kBody]) && (state.method === 'GET' || state.method === 'HEAD')) {
            throw new TypeError('Request with GET/HEAD method cannot have body.');
        }
        this[kBody] = takeBody(init, base, hasBody, state.headers);
    }

    clone() {
        if (this[kBody]?.isUnusable) throw new TypeError('unusable');
        const copy = new Request(this.url);
        copy[kState] = { ...this[kState], headers: new Headers(this.headers) };
        copy[kBody] = this[kBody]?.tee() ?? null;
        return copy;
    }
}

function takeBody(init, base, hasBody, headers) {
    if (!hasBody) {
        const body = base?.[kBody] ?? null;
        if (body?.isUnusable) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
        if (!body) return null;
        const moved = body.tee();
        body.used = true;
        return moved;
    }
    const body = Body.from(init.body);
    if (!body.canRepeat && init.duplex === undefined) {
        throw new TypeError('RequestInit: duplex option is required when sending a body.');
    }
    if (body.type && !headers.has('content-type')) headers.append('content-type', body.type);
    return body;
}

defineClass(Request, {
    method: ({ [kState]: state }) => state.method,
    url: ({ [kState]: state }) => state.url.href,
    headers: ({ [kState]: state }) => state.headers,
    destination: () => '',
    referrer: ({ [kState]: state }) => state.referrer,
    referrerPolicy: ({ [kState]: state }) => state.referrerPolicy,
    mode: ({ [kState]: state }) => state.mode,
    credentials: ({ [kState]: state }) => state.credentials,
    cache: ({ [kState]: state }) => state.cache,
    redirect: ({ [kState]: state }) => state.redirect,
    integrity: ({ [kState]: state }) => state.integrity,
    keepalive: ({ [kState]: state }) => state.keepalive,
    isReloadNavigation: () => false,
    isHistoryNavigation: () => false,
    signal: ({ [kState]: state }) => state.signal ??= new AbortController().signal,
    duplex: () => 'half',
});

export class Response {
    constructor(body = null, init = {}) {
        init ??= {};
        const status = init.status === undefined ? 200 : Number(init.status) & 0xffff;
        if (status < 200 || status > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
        const statusText = init.statusText === undefined ? '' : String(init.statusText);
        // eslint-disable-next-line no-control-regex
        if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new TypeError('Invalid statusText');
        this[kState] = { status, statusText, headers: new Headers(init.headers), url: '', type: 'default', redirected: false };
        this[kBody] = null;
        if (body === null || body === undefined) return;
        if (NULL_BODY.has(status)) throw new TypeError(`Response constructor: Invalid response status code ${status}`);
        this[kBody] = Body.from(body);
        const { type } = this[kBody];
        if (type && !this.headers.has('content-type')) this.headers.append('content-type', type);
    }

    static error() {
        return made(new Response(), { status: 0, type: 'error', headers: Headers._received([]) });
    }

    static json(data, init = {}) {
        const text = JSON.stringify(data);
        if (text === undefined) throw new TypeError('Value is not JSON serializable');
        const response = new Response(text, { ...init, headers: undefined });
        response[kState].headers = new Headers(init.headers);
        if (!response.headers.has('content-type')) response.headers.append('content-type', 'application/json');
        return response;
    }

    static redirect(url, status = 302) {
        const target = parsed(String(url));
        if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
        return new Response(null, { status, headers: { location: target.href } });
    }

    clone() {
        if (this[kBody]?.isUnusable) throw new TypeError('Response.clone: Body has already been consumed.');
        const copy = made(new Response(), { ...this[kState], headers: new Headers(this.headers) });
        copy[kBody] = this[kBody]?.tee() ?? null;
        return copy;
    }
}

defineClass(Response, {
    status: ({ [kState]: state }) => state.status,
    statusText: ({ [kState]: state }) => state.statusText,
    headers: ({ [kState]: state }) => state.headers,
    ok: ({ [kState]: state }) => state.status >= 200 && state.status < 300,
    redirected: ({ [kState]: state }) => state.redirected,
    type: ({ [kState]: state }) => state.type,
    url: ({ [kState]: state }) => state.url,
});

function made(response, state, body = null) {
    Object.assign(response[kState], state);
    response[kBody] = body;
    return response;
}

/** The response to a fetch. */
export function receivedResponse(state, body) {
    return made(new Response(), state, body);
}
