// http.OutgoingMessage: a message that is being sent; what requests and responses share.
import { Buffer } from 'node:buffer';
import { nextTick } from 'node:process';
import { Stream } from 'node:stream';
import { validateHeaderName, validateHeaderValue } from 'node:_http_common';
import { headerMethods, kOutHeaders, parseUniqueHeaders } from './_http_outgoing_head.js';
import { invalidType, nodeError } from './net_errors.js';

const kErrored = Symbol('errored');
const kSent = Symbol('bytesWritten');
const HIGH_WATER_MARK = 16 * 1024;

export function OutgoingMessage(options) {
    Stream.call(this);
    this.outputData = [];
    this.outputSize = 0;
    this.writable = true;
    this.destroyed = false;
    this._last = false;
    this.chunkedEncoding = false;
    this.shouldKeepAlive = true;
    this.maxRequestsOnConnectionReached = false;
    this._defaultKeepAlive = true;
    this.useChunkedEncodingByDefault = true;
    this.sendDate = false;
    this._removedConnection = false;
    this._removedContLen = false;
    this._removedTE = false;
    this.strictContentLength = false;
    this[kSent] = 0;
    this._contentLength = null;
    this._hasBody = true;
    this._trailer = '';
    this.finished = false;
    this._headerSent = false;
    this._closed = false;
    this._corked = 0;
    this.socket = null;
    this._header = null;
    this[kOutHeaders] = null;
    this._keepAliveTimeout = 0;
    this[kErrored] = null;
    this._highWaterMark = options?.highWaterMark ?? HIGH_WATER_MARK;
    this._rejectsBody = options?.rejectNonStandardBodyWrites ?? false;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

function sizeOf(chunk, encoding) {
    return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
}

function countsStrictly(message) {
    return message.strictContentLength && message._contentLength != null && message._hasBody && !message._removedContLen &&
        !message.chunkedEncoding && !message.hasHeader('transfer-encoding');
}

function wrongLength(message, actual) {
    return nodeError(Error, 'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
        `Response body's content-length of ${actual} byte(s) does not match the content-length of ` +
        `${message._contentLength} byte(s) set in header`);
}

const sending = {
    _send(data, encoding, callback, length) {
        if (!this._headerSent && this._header !== null) {
            const header = this._header;
            this._headerSent = true;
            if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
                data = header + data;
            } else {
                this.outputData.unshift({ data: header, encoding: 'latin1', callback: null });
                this.outputSize += header.length;
            }
        }
        return this._writeRaw(data, encoding, callback, length);
    },
    _writeRaw(data, encoding, callback) {
        const { socket } = this;
        if (socket?.destroyed) return false;
        if (typeof encoding === 'function') {
            callback = encoding;
            encoding = null;
        }
        if (socket && socket._httpMessage === this && socket.writable) {
            if (this.outputData.length) this._flushOutput(socket);
            return socket.write(data, encoding, callback);
        }
        this.outputData.push({ data, encoding, callback });
        this.outputSize += data.length;
        return this.outputSize < this._highWaterMark;
    },
    write(chunk, encoding, callback) {
        if (typeof encoding === 'function') {
            callback = encoding;
            encoding = null;
        }
        const room = writeChunk(this, chunk, encoding, callback, false);
        if (!room) this._needsDrain = true;
        return room;
    },
    end(chunk, encoding, callback) {
        if (typeof chunk === 'function') [chunk, encoding, callback] = [null, null, chunk];
        else if (typeof encoding === 'function') [encoding, callback] = [null, encoding];
        if (chunk && this.finished) {
            fail(this, nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end'), callback);
            return this;
        }
        if (!chunk && this.finished) {
            if (typeof callback === 'function') {
                if (!this.writableFinished) this.on('finish', callback);
                else callback(nodeError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'));
            }
            return this;
        }
        const { socket } = this;
        socket?.cork?.();
        if (chunk) {
            writeChunk(this, chunk, encoding, null, true);
        } else if (!this._header) {
            this._contentLength = 0;
            this._implicitHeader();
        }
        if (typeof callback === 'function') this.once('finish', callback);
        if (countsStrictly(this) && this[kSent] !== this._contentLength) throw wrongLength(this, this[kSent]);
        const finish = () => {
            if (!this.socket?._hadError) this.emit('finish');
        };
        if (this._hasBody && this.chunkedEncoding) this._send(`0\r\n${this._trailer}\r\n`, 'latin1', finish);
        else if (!this._headerSent || this.writableLength || chunk) this._send('', 'latin1', finish);
        else nextTick(finish);
        if (this.socket?._writableState) this.socket._writableState.corked = 1;
        this.socket?.uncork?.();
        this._corked = 0;
        this.finished = true;
        if (!this.outputData.length && this.socket?._httpMessage === this) this._finish();
        return this;
    },
    _finish() {
        this.emit('prefinish');
    },
    _flush() {
        if (!this.socket?.writable) return;
        const room = this._flushOutput(this.socket);
        if (this.finished) this._finish();
        else if (room && this._needsDrain) {
            this._needsDrain = false;
            this.emit('drain');
        }
    },
    _flushOutput(socket) {
        const waiting = this.outputData;
        if (!waiting.length) return undefined;
        this.outputData = [];
        this.outputSize = 0;
        socket.cork();
        let room;
        for (const { data, encoding, callback } of waiting) room = socket.write(data, encoding, callback);
        socket.uncork();
        return room;
    },
    cork() {
        this._corked++;
        this.socket?.cork();
    },
    uncork() {
        if (this._corked) this._corked--;
        this.socket?.uncork();
    },
    setTimeout(msecs, callback) {
        if (callback) this.on('timeout', callback);
        if (this.socket) this.socket.setTimeout(msecs);
        else this.once('socket', (socket) => socket.setTimeout(msecs));
        return this;
    },
    destroy(error) {
        if (this.destroyed) return this;
        this.destroyed = true;
        this[kErrored] = error;
        if (this.socket) this.socket.destroy(error);
        else this.once('socket', (socket) => socket.destroy(error));
        return this;
    },
    pipe() {
        this.emit('error', nodeError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
    },
};

function fail(message, error, callback) {
    nextTick(() => {
        callback?.(error);
        if (!message.destroyed) message.emit('error', error);
    });
}

function writeChunk(message, chunk, encoding, callback, isLast) {
    if (chunk === null) throw nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
        throw invalidType('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
    }
    if (message.finished) {
        fail(message, nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end'), callback);
        return false;
    }
    if (message.destroyed) {
        const error = nodeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
        if (callback) nextTick(callback, error);
        return false;
    }
    const size = sizeOf(chunk, encoding);
    if (message.strictContentLength) {
        const total = message[kSent] + size;
        if (countsStrictly(message) && (isLast ? total !== message._contentLength : total > message._contentLength)) {
            throw wrongLength(message, total);
        }
        message[kSent] = total;
    }
    if (!message._header) {
        if (isLast) message._contentLength = size;
        message._implicitHeader();
    }
    if (!message._hasBody) {
        if (message._rejectsBody) {
            throw nodeError(Error, 'ERR_HTTP_BODY_NOT_ALLOWED',
                'Adding content for this request method or response status is not allowed.');
        }
        if (callback) nextTick(callback);
        return true;
    }
    const { socket } = message;
    if (!isLast && socket && !socket.writableCorked) {
        socket.cork();
        nextTick(() => socket.uncork());
    }
    if (!message.chunkedEncoding || size === 0) return message._send(chunk, encoding, callback, size);
    message._send(`${size.toString(16)}\r\n`, 'latin1', null);
    message._send(chunk, encoding, null, size);
    return message._send('\r\n', 'latin1', callback);
}

for (const [name, value] of Object.entries({ ...headerMethods, ...sending })) {
    Object.defineProperty(OutgoingMessage.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

const getters = {
    errored: (message) => message[kErrored],
    closed: (message) => message._closed,
    writableFinished: (message) => message.finished && message.outputSize === 0 &&
        (!message.socket || message.socket.writableLength === 0),
    writableObjectMode: () => false,
    writableLength: (message) => message.outputSize + (message.socket ? message.socket.writableLength : 0),
    writableHighWaterMark: (message) => (message.socket ? message.socket.writableHighWaterMark : message._highWaterMark),
    writableCorked: (message) => message._corked,
    writableEnded: (message) => message.finished,
    writableNeedDrain: (message) => !message.destroyed && !message.finished && Boolean(message._needsDrain),
    headersSent: (message) => Boolean(message._header),
    _headers: (message) => message.getHeaders(),
};
for (const [name, get] of Object.entries(getters)) {
    Object.defineProperty(OutgoingMessage.prototype, name, {
        get() {
            return get(this);
        },
        set: undefined,
        configurable: true,
        enumerable: false,
    });
}
Object.defineProperty(OutgoingMessage.prototype, 'connection', {
    get() {
        return this.socket;
    },
    set(value) {
        this.socket = value;
    },
    configurable: true,
});

export { kOutHeaders, parseUniqueHeaders, validateHeaderName, validateHeaderValue };
export default { OutgoingMessage, kOutHeaders, parseUniqueHeaders, validateHeaderName, validateHeaderValue };
