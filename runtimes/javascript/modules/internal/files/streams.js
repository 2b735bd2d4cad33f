// Streams on files. They ask `fs` for what they do, so that a replaced function is used, as in Node.
import { Readable, Writable, finished } from 'node:stream';
import { Buffer } from 'node:buffer';
import { toFd, toPath, integer } from '__wasm_rquickjs_builtin/internal/files/arguments';
import { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from '__wasm_rquickjs_builtin/internal/errors';
import { callbacks } from '__wasm_rquickjs_builtin/internal/files/callbacks';

const CHUNK = 64 * 1024;

function prepare(stream, path, given, flags) {
    if (given !== undefined && given !== null && typeof given !== 'string' && typeof given !== 'object') {
        throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], given);
    }
    const options = typeof given === 'string' ? { encoding: given } : { ...given };
    if (options.encoding && !Buffer.isEncoding(options.encoding))
        throw new ERR_INVALID_ARG_TYPE('encoding', 'encoding', options.encoding);
    const handle = typeof options.fd === 'object' && options.fd !== null ? options.fd : undefined;
    stream.fd = options.fd === undefined || options.fd === null ? null : toFd(handle ? handle.fd : options.fd);
    stream.path = stream.fd === null ? path : undefined;
    if (stream.fd === null) toPath(path);
    stream.flags = options.flags ?? flags;
    stream.mode = options.mode ?? 0o666;
    stream.start = options.start;
    stream.pos = undefined;
    if (options.start !== undefined) stream.pos = integer(options.start, 'start', 0);
    Object.defineProperty(stream, 'handle', { value: handle, writable: true, enumerable: false });
    options.autoDestroy = options.autoClose ?? true;
    options.emitClose ??= true;
    Object.defineProperty(stream, 'operations', { value: options.fs ?? callbacks, enumerable: false });
    return options;
}

/** Opens the file, unless the stream was given a descriptor. */
function construct(callback) {
    if (this.fd !== null) {
        callback();
        return;
    }
    this.operations.open(this.path, this.flags, this.mode, (error, fd) => {
        if (!error) this.fd = fd;
        callback(error);
        if (error) return;
        this.emit('open', fd);
        this.emit('ready');
    });
}

function destroy(error, callback) {
    const { fd } = this;
    if (fd === null) {
        callback(error);
        return;
    }
    this.fd = null;
    if (this.handle) this.handle.close().then(() => callback(error), callback);
    else this.operations.close(fd, (failed) => callback(failed ?? error));
}

export function ReadStream(path, given) {
    if (!(this instanceof ReadStream)) return new ReadStream(path, given);
    const options = prepare(this, path, given, 'r');
    options.highWaterMark ??= CHUNK;
    this.end = options.end ?? Infinity;
    if (this.end !== Infinity) integer(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) {
        throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
    this.bytesRead = 0;
    Readable.call(this, options);
    return this;
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

ReadStream.prototype._construct = construct;
ReadStream.prototype._destroy = destroy;
ReadStream.prototype._read = function _read(size) {
    const left = this.pos === undefined ? this.end - (this.bytesRead - 1) : this.end - this.pos + 1;
    const wanted = Math.min(left, size);
    if (wanted <= 0) {
        this.push(null);
        return;
    }
    const buffer = Buffer.allocUnsafeSlow(wanted);
    this.operations.read(this.fd, buffer, 0, wanted, this.pos ?? null, (error, count) => {
        if (error) {
            this.destroy(error);
            return;
        }
        if (this.pos !== undefined) this.pos += count;
        this.bytesRead += count;
        this.push(count > 0 ? buffer.subarray(0, count) : null);
    });
};

export function WriteStream(path, given) {
    if (!(this instanceof WriteStream)) return new WriteStream(path, given);
    const options = prepare(this, path, given, 'w');
    options.decodeStrings = true;
    this.bytesWritten = 0;
    Writable.call(this, options);
    if (options.encoding) this.setDefaultEncoding(options.encoding);
    return this;
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

WriteStream.prototype._construct = construct;
WriteStream.prototype._destroy = destroy;
WriteStream.prototype._write = function _write(data, encoding, callback) {
    this.operations.write(this.fd, data, 0, data.length, this.pos ?? null, (error, count) => {
        if (error) {
            callback(error);
            return;
        }
        this.bytesWritten += count;
        if (this.pos !== undefined) this.pos += count;
        if (count < data.length) this._write(data.subarray(count), encoding, callback);
        else callback();
    });
};
WriteStream.prototype._writev = function _writev(chunks, callback) {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer', callback);
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;

for (const { prototype } of [ReadStream, WriteStream]) {
    prototype.close = function close(callback) {
        if (typeof callback === 'function') finished(this, { readable: false, writable: false }, () => callback());
        this.destroy();
    };
    Object.defineProperty(prototype, 'pending', {
        get() {
            return this.fd === null;
        },
        configurable: true,
    });
    Object.defineProperty(prototype, 'autoClose', {
        get() {
            return (this._readableState ?? this._writableState).autoDestroy;
        },
        set(value) {
            (this._readableState ?? this._writableState).autoDestroy = value;
        },
        configurable: true,
    });
}

export function createReadStream(path, options) {
    return new ReadStream(path, options);
}

export function createWriteStream(path, options) {
    return new WriteStream(path, options);
}
