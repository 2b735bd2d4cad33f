// http.IncomingMessage: a message that arrived.
import { nextTick } from 'node:process';
import { Readable, finished } from 'node:stream';

const kHeaders = Symbol('headers');
const kDistinct = Symbol('headersDistinct');
const kTrailers = Symbol('trailers');
const kTrailersDistinct = Symbol('trailersDistinct');
const kCount = Symbol('headersCount');

/** Headers of which the first one counts. */
const SINGLE = new Set([
    'age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since',
    'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after', 'server',
    'user-agent',
]);

export function IncomingMessage(socket) {
    Readable.call(this, { autoDestroy: true, emitClose: true, highWaterMark: socket?.readableHighWaterMark });
    this._readableState.readingMore = true;
    this.socket = socket;
    this.httpVersionMajor = null;
    this.httpVersionMinor = null;
    this.httpVersion = null;
    this.complete = false;
    this[kHeaders] = null;
    this[kCount] = 0;
    this.rawHeaders = [];
    this[kTrailers] = null;
    this.rawTrailers = [];
    this.joinDuplicateHeaders = false;
    this.aborted = false;
    this.upgrade = null;
    this.url = '';
    this.method = null;
    this.statusCode = null;
    this.statusMessage = null;
    this.client = socket;
    this._consuming = false;
    this._dumped = false;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

function collect(message, raw, add) {
    const headers = {};
    for (let i = 0; i < raw.length; i += 2) add.call(message, raw[i], raw[i + 1], headers);
    return headers;
}

function accessor(name, get, set) {
    Object.defineProperty(IncomingMessage.prototype, name, { get, set, configurable: true, enumerable: false });
}

accessor('connection', function () {
    return this.socket;
}, function (value) {
    this.socket = value;
});
accessor('headers', function () {
    return this[kHeaders] ??= collect(this, this.rawHeaders ?? [], addHeader);
}, function (value) {
    this[kHeaders] = value;
});
accessor('headersDistinct', function () {
    return this[kDistinct] ??= Object.setPrototypeOf(collect(this, this.rawHeaders, addDistinct), null);
}, function (value) {
    this[kDistinct] = value;
});
accessor('trailers', function () {
    return this[kTrailers] ??= collect(this, this.rawTrailers, addHeader);
}, function (value) {
    this[kTrailers] = value;
});
accessor('trailersDistinct', function () {
    return this[kTrailersDistinct] ??= Object.setPrototypeOf(collect(this, this.rawTrailers, addDistinct), null);
}, function (value) {
    this[kTrailersDistinct] = value;
});

function put(target, name, value) {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

/** Adds a header as Node joins them: lists by a comma, cookies by a semicolon, `set-cookie` to an array. */
function addHeader(field, value, target) {
    const name = field.toLowerCase();
    if (name === '__proto__') return;
    const has = Object.hasOwn(target, name);
    if (name === 'set-cookie') {
        if (has) target[name].push(value);
        else put(target, name, [value]);
    } else if (!has) {
        put(target, name, value);
    } else if (this.joinDuplicateHeaders || !SINGLE.has(name)) {
        target[name] += `${name === 'cookie' ? '; ' : ', '}${value}`;
    }
}

function addDistinct(field, value, target) {
    const name = field.toLowerCase();
    if (Object.hasOwn(target, name)) target[name].push(value);
    else put(target, name, [value]);
}

const methods = {
    setTimeout(msecs, callback) {
        if (callback) this.on('timeout', callback);
        this.socket.setTimeout(msecs);
        return this;
    },
    _read() {
        if (!this._consuming) {
            this._readableState.readingMore = false;
            this._consuming = true;
        }
        if (this.socket?.readable && !this.socket._paused) this.socket.resume();
    },
    _destroy(error, callback) {
        if (!this.readableEnded || !this.complete) {
            this.aborted = true;
            this.emit('aborted');
        }
        // The connection goes with a message that wasn't read to its end.
        if (this.socket && !this.socket.destroyed && this.aborted) {
            this.socket.destroy(error);
            const done = finished(this.socket, (problem) => {
                if (problem?.code === 'ERR_STREAM_PREMATURE_CLOSE') problem = null;
                done();
                nextTick(settle, this, error || problem, callback);
            });
        } else {
            nextTick(settle, this, error, callback);
        }
    },
    _addHeaderLines(raw, count) {
        if (!raw?.length) return;
        const dest = this.complete ? this.trailers : this.headers;
        for (let i = 0; i < count; i += 2) addHeader.call(this, raw[i], raw[i + 1], dest);
    },
    _addHeaderLine: addHeader,
    _dump() {
        if (this._dumped) return;
        this._dumped = true;
        this.removeAllListeners('data');
        this.resume();
    },
};
for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(IncomingMessage.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

function settle(message, error, callback) {
    // An error that nobody listens for is the end of a connection, not of the program.
    callback(message.listenerCount('error') > 0 ? error : undefined);
}

export function readStart(socket) {
    if (socket && !socket._paused && socket.readable) socket.resume();
}

export function readStop(socket) {
    socket?.pause();
}

export default { IncomingMessage, readStart, readStop };
