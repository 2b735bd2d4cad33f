// http.ServerResponse.
import { OutgoingMessage, kOutHeaders } from 'node:_http_outgoing';
import { STATUS_CODES } from './_http_names.js';
import { _checkInvalidHeaderChar, chunkExpression } from 'node:_http_common';
import { invalidType, invalidValue, nodeError } from './net_errors.js';

export function ServerResponse(req, options) {
    OutgoingMessage.call(this, options);
    if (req.method === 'HEAD') this._hasBody = false;
    this.req = req;
    this.sendDate = true;
    this._sent100 = false;
    this._expect_continue = false;
    if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
        this.useChunkedEncodingByDefault = chunkExpression.test(req.headers.te);
        this.shouldKeepAlive = false;
    }
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

/** A response is over: once, whether it was finished or its connection went. */
export function closeResponse(response) {
    if (response._closed) return;
    response.destroyed = true;
    response._closed = true;
    response.emit('close');
}

function onSocketClose() {
    if (this._httpMessage) closeResponse(this._httpMessage);
}

function writeHead(statusCode, reason, given) {
    if (this._header) {
        throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    }
    const status = statusCode | 0;
    if (status < 100 || status > 999) {
        throw nodeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${statusCode}`);
    }
    if (typeof reason === 'string') {
        this.statusMessage = reason;
    } else {
        this.statusMessage ||= STATUS_CODES[status] || 'unknown';
        given ??= reason;
    }
    this.statusCode = status;
    let headers = given;
    if (this[kOutHeaders]) {
        if (Array.isArray(given)) {
            if (given.length % 2) throw invalidValue('headers', given);
            for (let i = 0; i < given.length; i += 2) if (given[i]) this.setHeader(given[i], given[i + 1]);
        } else if (given) {
            for (const name of Object.keys(given)) if (name) this.setHeader(name, given[name]);
        }
        headers = this[kOutHeaders];
    }
    if (_checkInvalidHeaderChar(this.statusMessage)) {
        throw nodeError(TypeError, 'ERR_INVALID_CHAR', 'Invalid character in statusMessage');
    }
    if (status === 204 || status === 304 || status < 200) this._hasBody = false;
    if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
    this._storeHeader(`HTTP/1.1 ${status} ${this.statusMessage}\r\n`, headers);
    return this;
}

const methods = {
    statusCode: 200,
    statusMessage: undefined,
    assignSocket(socket) {
        if (socket._httpMessage) {
            throw nodeError(Error, 'ERR_HTTP_SOCKET_ASSIGNED', 'ServerResponse has an already assigned socket');
        }
        socket._httpMessage = this;
        socket.on('close', onSocketClose);
        this.socket = socket;
        this.emit('socket', socket);
        this._flush();
    },
    detachSocket(socket) {
        socket.removeListener('close', onSocketClose);
        socket._httpMessage = null;
        this.socket = null;
    },
    writeContinue(callback) {
        this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'ascii', callback);
        this._sent100 = true;
    },
    writeProcessing(callback) {
        this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'ascii', callback);
    },
    writeEarlyHints(hints, callback) {
        if (hints === null || typeof hints !== 'object') throw invalidType('hints', 'Object', hints);
        const { link, ...others } = hints;
        if (link === null || link === undefined || link.length === 0) return;
        const lines = [`Link: ${[].concat(link).join(', ')}`, ...Object.entries(others).map(([name, value]) => `${name}: ${value}`)];
        this._writeRaw(`HTTP/1.1 103 Early Hints\r\n${lines.join('\r\n')}\r\n\r\n`, 'ascii', callback);
    },
    _implicitHeader() {
        this.writeHead(this.statusCode);
    },
    writeHead,
    writeHeader: writeHead,
};
for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(ServerResponse.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}
