// A parser of HTTP/1.1 messages, one for requests and one for responses, as strict as the one in Node (llhttp): what two
// implementations could read differently (lengths given twice, a length beside chunks, bare line feeds) is refused.
import { host } from 'dualgauge:host';
import { Buffer } from 'node:buffer';
import { MAX_HEADER_SIZE, METHODS } from './_http_names.js';

const KNOWN_METHODS = new Set(METHODS);
// eslint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7f]*$/;
const NAME = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
// eslint-disable-next-line no-control-regex
const NOT_IN_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;
// eslint-disable-next-line no-control-regex
const NOT_IN_URL = /[\x00-\x20\x7f-\xff]/;
const VERSIONS = new Set(['0.9', '1.0', '1.1', '2.0']);
const CHUNK_LINE_LIMIT = 16384;

const [START, FIXED, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILERS, UNTIL_END, OVER] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Latin-1 text of bytes. */
function textOf(bytes) {
    const text = host.decode(bytes);
    return ASCII.test(text) ? text : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** What is wrong with a message: thrown inside, given to the caller as Node's error. */
class Refusal {
    constructor(code, reason) {
        this.code = code;
        this.reason = reason;
    }
}

function parseError({ code, reason }, bytesParsed) {
    const error = new Error(code === 'HPE_INVALID_EOF_STATE' ? 'Parse Error' : `Parse Error: ${reason}`);
    return Object.assign(error, { bytesParsed, code, reason });
}

/**
 * `events` has `onHeaders(message)`, whose answer says that no body follows (1) or that the connection is given up to another
 * protocol (2); `onBody(bytes)`; `onComplete(trailers)`.
 */
export class HTTPParser {
    constructor(isRequest, events, maxHeaderSize = MAX_HEADER_SIZE, lenient = false) {
        this.isRequest = isRequest;
        this.events = events;
        this.maxHeaderSize = maxHeaderSize;
        this.lenient = lenient;
        this.state = START;
        this.rest = null;
        this.remaining = 0;
        this.upgrade = false;
        this.keepAlive = true;
        this.trailerSize = 0;
        this.trailers = [];
        this.stopped = false;
    }

    /** Takes in bytes. Returns an error with `bytesParsed`, or undefined. After an upgrade `rest` holds what is not HTTP. */
    execute(bytes) {
        let data = this.rest === null ? bytes : Buffer.concat([this.rest, bytes]);
        this.rest = null;
        let at = 0;
        try {
            while (at < data.length && !this.upgrade && !this.stopped) {
                const next = this.#step(data, at);
                if (next < 0) {
                    this.rest = data.subarray(at);
                    return undefined;
                }
                at = next;
            }
        } catch (refusal) {
            if (!(refusal instanceof Refusal)) throw refusal;
            this.state = OVER;
            return parseError(refusal, at);
        }
        if (this.upgrade || this.stopped) this.rest = data.subarray(at);
        return undefined;
    }

    /** The connection has ended. Returns an error if that was in the middle of a message. */
    finish() {
        if (this.state === UNTIL_END) {
            this.#complete();
            return undefined;
        }
        const between = this.state === START && (this.rest === null || /^[\r\n]*$/.test(textOf(this.rest)));
        if (between || this.state === OVER || this.upgrade) return undefined;
        return parseError(new Refusal('HPE_INVALID_EOF_STATE', 'Invalid EOF state'), 0);
    }

    #step(data, at) {
        switch (this.state) {
        case START: return this.#head(data, at);
        case FIXED: case CHUNK_DATA: return this.#fixed(data, at);
        case CHUNK_SIZE: return this.#chunkSize(data, at);
        case CHUNK_END: return this.#chunkEnd(data, at);
        case TRAILERS: return this.#trailer(data, at);
        case UNTIL_END:
            this.events.onBody(data.subarray(at));
            return data.length;
        default:
            throw new Refusal('HPE_CLOSED_CONNECTION', 'Data after `Connection: close`');
        }
    }

    #head(data, at) {
        let begin = at;
        while (this.isRequest && begin < data.length && (data[begin] === 13 || data[begin] === 10)) begin++;
        const end = data.indexOf('\r\n\r\n', begin);
        const size = (end < 0 ? data.length : end) - begin;
        if (size > this.maxHeaderSize) throw new Refusal('HPE_HEADER_OVERFLOW', 'Header overflow');
        if (end < 0) {
            this.#suspect(data, begin);
            return -1;
        }
        const text = textOf(data.subarray(begin, end));
        const lineEnd = text.indexOf('\r\n');
        const first = lineEnd < 0 ? text : text.slice(0, lineEnd);
        const message = this.isRequest ? requestLine(first) : statusLine(first);
        message.rawHeaders = lineEnd < 0 ? [] : headerLines(text.slice(lineEnd + 2), this.lenient);
        this.#frame(message);
        let answer = 0;
        let thrown = null;
        try {
            answer = this.events.onHeaders(message);
        } catch (error) {
            // A listener's: the connection goes on after it, if the program does.
            thrown = { error };
        }
        this.#body(message, answer);
        if (thrown) {
            this.rest = data.subarray(end + 4);
            throw thrown.error;
        }
        return end + 4;
    }

    /** Refuses an unfinished head early where its lines can't become right any more. */
    #suspect(data, begin) {
        const text = textOf(data.subarray(begin));
        if (this.isRequest && !METHODS.some((method) => (text.length > method.length
            ? text.startsWith(`${method} `)
            : `${method} `.startsWith(text)))) {
            throw new Refusal('HPE_INVALID_METHOD', 'Invalid method encountered');
        }
        if (!this.isRequest && !(text.length > 5 ? text.startsWith('HTTP/') : 'HTTP/'.startsWith(text))) {
            throw new Refusal('HPE_INVALID_CONSTANT', 'Expected HTTP/');
        }
        const whole = text.slice(0, text.lastIndexOf('\r\n') + 2);
        const lineEnd = whole.indexOf('\r\n');
        const first = lineEnd < 0 ? text : whole.slice(0, lineEnd);
        const feed = text.search(/(^|[^\r])\n/);
        if (feed < 0 && lineEnd < 0) return;
        (this.isRequest ? requestLine : statusLine)(feed >= 0 && lineEnd < 0 ? text.slice(0, text.indexOf('\n') + 1) : first);
        if (lineEnd < 0) return;
        const lines = whole.slice(lineEnd + 2);
        if (lines) headerLines(lines.slice(0, -2), this.lenient);
        const rest = text.slice(whole.length);
        if (rest.includes('\n')) headerLines(rest, this.lenient);
    }

    /** What the headers say about the length of the body and about the connection. */
    #frame(message) {
        let length = null;
        let coding = null;
        const connection = [];
        let upgrade = false;
        for (let i = 0; i < message.rawHeaders.length; i += 2) {
            const value = message.rawHeaders[i + 1];
            switch (message.rawHeaders[i].toLowerCase()) {
            case 'content-length':
                if (coding !== null && !this.lenient) {
                    throw new Refusal('HPE_INVALID_CONTENT_LENGTH', "Content-Length can't be present with Transfer-Encoding");
                }
                if (length !== null) throw new Refusal('HPE_UNEXPECTED_CONTENT_LENGTH', 'Duplicate Content-Length');
                if (value === '') throw new Refusal('HPE_INVALID_CONTENT_LENGTH', 'Empty Content-Length');
                if (!/^\d+ *$/.test(value)) throw new Refusal('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
                if (BigInt(value.trim()) > 0xffffffffffffffffn) {
                    throw new Refusal('HPE_INVALID_CONTENT_LENGTH', 'Content-Length overflow');
                }
                length = Number(value);
                break;
            case 'transfer-encoding':
                if (length !== null && !this.lenient) {
                    throw new Refusal('HPE_INVALID_TRANSFER_ENCODING', "Transfer-Encoding can't be present with Content-Length");
                }
                coding = coding === null ? value : `${coding}, ${value}`;
                break;
            case 'connection': case 'proxy-connection':
                connection.push(...value.toLowerCase().split(',').map((option) => option.trim()));
                break;
            case 'upgrade':
                upgrade = true;
                break;
            }
        }
        if (coding !== null && /(?:^|,)[ \t]*chunked[ \t]*,/i.test(coding) && !this.lenient) {
            throw new Refusal('HPE_INVALID_TRANSFER_ENCODING', 'Invalid `Transfer-Encoding` header value');
        }
        const chunked = coding !== null && /(?:^|,)[ \t]*chunked[ \t]*$/i.test(coding);
        if (this.isRequest && coding !== null && !chunked && !this.lenient) {
            throw new Refusal('HPE_INVALID_TRANSFER_ENCODING', 'Request has invalid `Transfer-Encoding`');
        }
        const modern = message.versionMajor > 1 || (message.versionMajor === 1 && message.versionMinor > 0);
        message.shouldKeepAlive = modern ? !connection.includes('close') : connection.includes('keep-alive');
        message.upgrade = message.method === 'CONNECT' || (upgrade && connection.includes('upgrade') &&
            (this.isRequest || message.statusCode === 101));
        Object.assign(message, { length, coding, chunked });
    }

    #body({ length, coding, chunked, statusCode, shouldKeepAlive, upgrade }, answer) {
        this.keepAlive = shouldKeepAlive;
        const bodiless = answer === 1 || (!this.isRequest && (statusCode < 200 || statusCode === 204 || statusCode === 304));
        if (answer === 2 || (upgrade && answer !== 1 && this.isRequest && answer !== 0)) {
            this.upgrade = true;
            this.#complete();
        } else if (bodiless) {
            this.#complete();
        } else if (chunked) {
            this.state = CHUNK_SIZE;
        } else if (coding === null && length > 0) {
            this.remaining = length;
            this.state = FIXED;
        } else if (this.isRequest || (coding === null && length === 0)) {
            this.#complete();
        } else {
            this.keepAlive = false;
            this.state = UNTIL_END;
        }
    }

    #fixed(data, at) {
        const end = Math.min(data.length, at + this.remaining);
        this.remaining -= end - at;
        if (end > at) this.events.onBody(data.subarray(at, end));
        if (this.remaining === 0) {
            if (this.state === FIXED) this.#complete();
            else this.state = CHUNK_END;
        }
        return end;
    }

    #chunkSize(data, at) {
        const end = data.indexOf('\r\n', at);
        const line = textOf(data.subarray(at, end < 0 ? data.length : end));
        if (line.length > CHUNK_LINE_LIMIT) throw new Refusal('HPE_CHUNK_EXTENSIONS_OVERFLOW', 'Chunk extensions overflow');
        const [, digits, rest] = /^([0-9a-fA-F]*)([^]*)$/.exec(line);
        const last = end < 0 && (rest === '\r' || line === '');
        if (rest[0] === '\n') throw new Refusal('HPE_CR_EXPECTED', 'Missing expected CR after chunk size');
        if (!last && (digits === '' || (rest !== '' && rest[0] !== ';'))) {
            throw new Refusal('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
        }
        if (rest.includes('\n')) throw new Refusal('HPE_CR_EXPECTED', 'Missing expected CR after chunk extension name');
        if (digits.replace(/^0+/, '').length > 13) throw new Refusal('HPE_INVALID_CHUNK_SIZE', 'Chunk size overflow');
        if (end < 0) return -1;
        if (NOT_IN_VALUE.test(rest) || rest.endsWith(';')) throw new Refusal('HPE_STRICT', 'Invalid character in chunk extensions');
        this.remaining = parseInt(digits, 16);
        this.state = this.remaining === 0 ? TRAILERS : CHUNK_DATA;
        this.trailerSize = 0;
        return end + 2;
    }

    #chunkEnd(data, at) {
        if (data[at] !== 13) throw new Refusal('HPE_STRICT', 'Expected LF after chunk data');
        if (at + 1 === data.length) return -1;
        if (data[at + 1] !== 10) throw new Refusal('HPE_STRICT', 'Expected LF after chunk data');
        this.state = CHUNK_SIZE;
        return at + 2;
    }

    #trailer(data, at) {
        const end = data.indexOf('\r\n', at);
        this.trailerSize += (end < 0 ? data.length : end) - at;
        if (this.trailerSize > this.maxHeaderSize) throw new Refusal('HPE_HEADER_OVERFLOW', 'Header overflow');
        if (end < 0) {
            this.trailerSize -= data.length - at;
            return -1;
        }
        if (end === at) this.#complete();
        else this.trailers.push(...headerLines(textOf(data.subarray(at, end)), this.lenient));
        return end + 2;
    }

    #complete() {
        const { trailers } = this;
        this.trailers = [];
        this.state = this.keepAlive || this.upgrade ? START : OVER;
        this.events.onComplete(trailers);
    }
}

/** The parts of a request line. More than one space may part them; without a version it is HTTP/0.9. */
function requestLine(line) {
    const space = line.indexOf(' ');
    const method = space < 0 ? line : line.slice(0, space);
    if (!KNOWN_METHODS.has(method)) throw new Refusal('HPE_INVALID_METHOD', 'Invalid method encountered');
    const [, url, name] = /^ *([^ ]*)(?: +([^]*))?$/.exec(line.slice(Math.max(space, 0)));
    if (space < 0 || NOT_IN_URL.test(url)) throw new Refusal('HPE_INVALID_URL', 'Invalid characters in url');
    if (method === 'CONNECT' ? !/^(\[[0-9a-fA-F:.]+\]|[^/?#@[\]]+):?\d*$/.test(url) : !/^(?:[/*]|[a-zA-Z]+:\/\/)/.test(url)) {
        throw new Refusal('HPE_INVALID_URL', 'Invalid characters in url');
    }
    return { method, url, ...name ? version(name) : { versionMajor: 0, versionMinor: 9 } };
}

function version(text) {
    if (!text.startsWith('HTTP/')) throw new Refusal('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
    const number = text.slice(5);
    if (!/^\d\.\d$/.test(number)) {
        const begins = VERSIONS.has(number.slice(0, 3));
        throw new Refusal('HPE_INVALID_VERSION', begins ? 'Expected CRLF after version' : 'Invalid major version');
    }
    if (!VERSIONS.has(number)) throw new Refusal('HPE_INVALID_VERSION', 'Invalid HTTP version');
    return { versionMajor: Number(number[0]), versionMinor: Number(number[2]) };
}

function statusLine(line) {
    const [, name, code, message] = /^([^ ]*)(?: (\d{3})(?: ([^]*))?)?$/.exec(line) ?? [];
    if (name === undefined) {
        version(line.split(' ')[0]);
        throw new Refusal('HPE_INVALID_STATUS', 'Invalid status code');
    }
    const numbers = version(name);
    if (code === undefined) throw new Refusal('HPE_INVALID_STATUS', 'Invalid status code');
    return { statusCode: Number(code), statusMessage: message ?? '', ...numbers };
}

/** Names and values in turn of lines parted by CRLF. */
function headerLines(text, lenient) {
    const raw = [];
    for (const line of text.split('\r\n')) {
        if (line[0] === ' ' || line[0] === '\t') {
            if (!raw.length) throw new Refusal('HPE_UNEXPECTED_SPACE', 'Unexpected space after start line');
            if (!lenient) throw new Refusal('HPE_INVALID_HEADER_TOKEN', 'Unexpected whitespace after header value');
            raw[raw.length - 1] = `${raw[raw.length - 1]} ${line.trim()}`;
            continue;
        }
        const colon = line.indexOf(':');
        const name = colon < 0 ? line : line.slice(0, colon);
        if (colon < 0 || !NAME.test(name)) throw new Refusal('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
        const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
        if (NOT_IN_VALUE.test(value) && !(lenient && !/[\0\r\n]/.test(value))) {
            const [found] = NOT_IN_VALUE.exec(value);
            if (found === '\r') throw new Refusal('HPE_LF_EXPECTED', 'Missing expected LF after header value');
            if (found === '\n') throw new Refusal('HPE_CR_EXPECTED', 'Missing expected CR after header value');
            throw new Refusal('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
        }
        raw.push(name, value);
    }
    return raw;
}
