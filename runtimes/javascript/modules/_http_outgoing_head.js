// The head of a message that is being sent: its headers, and what they and the message together say about connection and body.
import { _checkInvalidHeaderChar, chunkExpression, validateHeaderName, validateHeaderValue } from 'node:_http_common';
import { invalidType, invalidValue, needString, nodeError } from './net_errors.js';

export const kOutHeaders = Symbol('kOutHeaders');
const kUnique = Symbol('uniqueHeaders');

/** The names of headers that may appear once only, in lower case. */
export function parseUniqueHeaders(names) {
    return Array.isArray(names) ? new Set(names.map((name) => (Array.isArray(name) ? name[0] : name).toLowerCase())) : null;
}

export function setUniqueHeaders(message, names) {
    message[kUnique] = parseUniqueHeaders(names);
}

function sentAlready(verb) {
    return nodeError(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${verb} headers after they are sent to the client`);
}

/** Methods of `OutgoingMessage` about headers. */
export const headerMethods = {
    setHeader(name, value) {
        if (this._header) throw sentAlready('set');
        validateHeaderName(name);
        validateHeaderValue(name, value);
        this[kOutHeaders] ??= Object.create(null);
        this[kOutHeaders][name.toLowerCase()] = [name, value];
        return this;
    },
    setHeaders(values) {
        if (this._header) throw sentAlready('set');
        if (!values || Array.isArray(values) || typeof values.keys !== 'function' || typeof values.get !== 'function') {
            throw invalidType('headers', ['Headers', 'Map'], values);
        }
        const cookies = [];
        for (const [name, value] of values) {
            if (name === 'set-cookie') cookies.push(...[].concat(value));
            else this.setHeader(name, value);
        }
        if (cookies.length) this.setHeader('set-cookie', cookies);
        return this;
    },
    appendHeader(name, value) {
        if (this._header) throw sentAlready('append');
        validateHeaderName(name);
        validateHeaderValue(name, value);
        const entry = this[kOutHeaders]?.[name.toLowerCase()];
        if (!entry) return this.setHeader(name, value);
        entry[1] = [].concat(entry[1], value);
        return this;
    },
    getHeader(name) {
        needString(name, 'name');
        return this[kOutHeaders]?.[name.toLowerCase()]?.[1];
    },
    getHeaderNames() {
        return Object.keys(this[kOutHeaders] ?? {});
    },
    getRawHeaderNames() {
        return Object.values(this[kOutHeaders] ?? {}).map(([name]) => name);
    },
    getHeaders() {
        const found = Object.create(null);
        for (const [name, [, value]] of Object.entries(this[kOutHeaders] ?? {})) found[name] = value;
        return found;
    },
    hasHeader(name) {
        needString(name, 'name');
        return Boolean(this[kOutHeaders]?.[name.toLowerCase()]);
    },
    removeHeader(name) {
        needString(name, 'name');
        if (this._header) throw sentAlready('remove');
        const key = name.toLowerCase();
        if (key === 'connection') this._removedConnection = true;
        else if (key === 'content-length') this._removedContLen = true;
        else if (key === 'transfer-encoding') this._removedTE = true;
        else if (key === 'date') this.sendDate = false;
        if (this[kOutHeaders]) delete this[kOutHeaders][key];
    },
    addTrailers(trailers) {
        this._trailer = '';
        for (const [name, value] of Array.isArray(trailers) ? trailers : Object.entries(trailers)) {
            validateHeaderName(name, 'Trailer name');
            for (const one of [].concat(value)) {
                if (_checkInvalidHeaderChar(one)) {
                    throw nodeError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in trailer content ["${name}"]`);
                }
                this._trailer += `${name}: ${one}\r\n`;
            }
        }
    },
    _implicitHeader() {
        throw nodeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _implicitHeader() method is not implemented');
    },
    flushHeaders() {
        if (!this._header) this._implicitHeader();
        this._send('');
    },
    _storeHeader(firstLine, given) {
        const head = { text: firstLine, connection: false, length: false, coding: false, date: false, expect: false, trailer: false };
        for (const [name, value, check] of pairsOf(this, given)) {
            if (check) validateHeaderName(name);
            addLines(this, head, name, value, check);
        }
        if (this.sendDate && !head.date) head.text += `Date: ${new Date().toUTCString()}\r\n`;
        if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
            this.chunkedEncoding = false;
            this.shouldKeepAlive = false;
        }
        addConnection(this, head);
        addLength(this, head);
        if (!this.chunkedEncoding && head.trailer) {
            throw nodeError(Error, 'ERR_HTTP_TRAILER_INVALID', 'Trailers are invalid with this transfer encoding');
        }
        this._header = `${head.text}\r\n`;
        this._headerSent = false;
        if (head.expect) this._send('');
    },
};

/** The headers to be sent as `[name, value, to be checked]`. */
function pairsOf(message, given) {
    if (!given) return [];
    if (given === message[kOutHeaders]) return Object.values(given).map(([name, value]) => [name, value, false]);
    if (!Array.isArray(given)) return Object.entries(given).map(([name, value]) => [name, value, true]);
    if (Array.isArray(given[0])) return given.map(([name, value]) => [name, value, true]);
    if (given.length % 2) throw invalidValue('headers', given);
    const pairs = [];
    for (let i = 0; i < given.length; i += 2) pairs.push([given[i], given[i + 1], true]);
    return pairs;
}

function addLines(message, head, name, value, check) {
    const key = name.toLowerCase();
    if (Array.isArray(value)) {
        const apart = (value.length < 2 || key !== 'cookie') && !message[kUnique]?.has(key);
        if (apart) {
            for (const one of value) addLine(message, head, name, key, one, check);
            return;
        }
        value = value.join('; ');
    }
    addLine(message, head, name, key, value, check);
}

function addLine(message, head, name, key, value, check) {
    if (check) validateHeaderValue(name, value);
    head.text += `${name}: ${value}\r\n`;
    switch (key) {
    case 'connection':
        head.connection = true;
        message._removedConnection = false;
        if (/(?:^|\W)close(?:$|\W)/i.test(value)) message._last = true;
        else message.shouldKeepAlive = true;
        break;
    case 'transfer-encoding':
        head.coding = true;
        message._removedTE = false;
        if (chunkExpression.test(value)) message.chunkedEncoding = true;
        break;
    case 'content-length':
        head.length = true;
        message._contentLength = +value;
        message._removedContLen = false;
        break;
    case 'keep-alive':
        message._defaultKeepAlive = false;
        break;
    case 'date': case 'expect': case 'trailer':
        head[key] = true;
        break;
    }
}

function addConnection(message, head) {
    if (message._removedConnection) {
        message._last = !message.shouldKeepAlive;
        return;
    }
    if (head.connection) return;
    const stays = message.shouldKeepAlive && (head.length || message.useChunkedEncodingByDefault || message.agent);
    if (stays && !message.maxRequestsOnConnectionReached) {
        head.text += 'Connection: keep-alive\r\n';
        if (message._keepAliveTimeout && message._defaultKeepAlive) {
            const most = ~~message._maxRequestsPerSocket > 0 ? `, max=${message._maxRequestsPerSocket}` : '';
            head.text += `Keep-Alive: timeout=${Math.floor(message._keepAliveTimeout / 1000)}${most}\r\n`;
        }
        return;
    }
    if (!stays) message._last = true;
    head.text += 'Connection: close\r\n';
}

function addLength(message, head) {
    if (head.length || head.coding) return;
    if (!message._hasBody) {
        message.chunkedEncoding = false;
    } else if (!message.useChunkedEncodingByDefault) {
        message._last = true;
    } else if (!head.trailer && !message._removedContLen && typeof message._contentLength === 'number') {
        head.text += `Content-Length: ${message._contentLength}\r\n`;
    } else if (!message._removedTE) {
        head.text += 'Transfer-Encoding: chunked\r\n';
        message.chunkedEncoding = true;
    } else {
        // Without either the body ends with the connection.
        message._last = true;
    }
}
