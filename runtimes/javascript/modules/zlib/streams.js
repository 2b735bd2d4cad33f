// The streams of node:zlib.
//
// Nothing more is asked of the host while no one reads: who stops reading a bomb has no more than a few pieces of it.
import { Buffer } from 'node:buffer';
import { nextTick } from 'node:process';
import { finished, Transform } from 'node:stream';
import { setImmediate } from 'node:timers';
import { needFunction } from '../crypto/checks.js';
import { Coder, unexpectedEnd } from './coder.js';
import { constants } from './constants.js';
import { brotliOptions, zlibOptions } from './options.js';

const kState = Symbol('kState');
const kFlush = Symbol('kFlush');
const { Z_FULL_FLUSH, Z_FINISH, BROTLI_OPERATION_FLUSH, BROTLI_OPERATION_FINISH } = constants;
/// The order of zlib's flushes by how much they do.
const STRENGTH = [0, 1, 2, 3, 5, 4];

export const KINDS = {
    Deflate: { task: 'deflate', format: 'zlib' },
    Inflate: { task: 'inflate', format: 'zlib', decompresses: true },
    Gzip: { task: 'deflate', format: 'gzip', gzip: true },
    Gunzip: { task: 'inflate', format: 'gzip', gzip: true, decompresses: true },
    DeflateRaw: { task: 'deflate', format: 'raw' },
    InflateRaw: { task: 'inflate', format: 'raw', decompresses: true },
    Unzip: { task: 'inflate', format: 'either', decompresses: true },
    BrotliCompress: { task: 'brotli-encode', brotli: true },
    BrotliDecompress: { task: 'brotli-decode', brotli: true, decompresses: true },
};

/// What a kind with its options asks of the host, and how it ends.
export function plan(kind, opts) {
    const options = kind.brotli ? brotliOptions(opts) : zlibOptions(opts, kind);
    const level = kind.brotli ? options.quality : options.level === -1 ? 6 : options.level;
    const finish = kind.brotli ? BROTLI_OPERATION_FINISH : Z_FINISH;
    return {
        ...options,
        task: [kind.task, kind.format ?? '', level ?? 0, options.dictionary, options.window ?? 0],
        complete: kind.decompresses && options.finishFlush === finish,
        translate: kind.brotli ? brotliFlush : (flush) => flush,
    };
}

/// Brotli's operations in zlib's numbers.
function brotliFlush(operation) {
    if (operation === BROTLI_OPERATION_FINISH) return Z_FINISH;
    return operation === BROTLI_OPERATION_FLUSH ? constants.Z_SYNC_FLUSH : 0;
}

class ZlibBase extends Transform {
    constructor(opts, kind) {
        const planned = plan(kind, opts);
        super({ autoDestroy: true, ...opts });
        this.bytesWritten = 0;
        this._chunkSize = planned.chunkSize;
        this._level = planned.level;
        this._strategy = planned.strategy;
        this[kState] = { kind, planned, coder: new Coder(planned.task), waiting: undefined };
    }

    get _handle() {
        return this.destroyed ? null : this[kState].coder;
    }

    /// Packages that reach inside put back what they took.
    set _handle(handle) {}

    /// All that a chunk gives, at once: how packages compress without waiting.
    _processChunk(chunk, flush) {
        const { coder, planned } = this[kState];
        const how = planned.translate(flush ?? planned.flush);
        const parts = [];
        for (let rest = chunk; ; ) {
            const { output, taken, full } = coder.step(rest, how, this._chunkSize);
            if (output.length) parts.push(Buffer.from(output));
            rest = rest.subarray(taken);
            this.bytesWritten += taken;
            if (!full && (taken === 0 || rest.length === 0)) return Buffer.concat(parts);
        }
    }

    get _closed() {
        return this.destroyed;
    }

    get bytesRead() {
        return this.bytesWritten;
    }

    reset() {
        const state = this[kState];
        state.coder.close();
        state.coder = new Coder(state.planned.task);
    }

    flush(flush, callback) {
        if (typeof flush === 'function' || (flush === undefined && !callback)) {
            callback = flush;
            flush = this[kState].kind.brotli ? BROTLI_OPERATION_FLUSH : Z_FULL_FLUSH;
        }
        if (this.writableFinished) {
            if (callback) nextTick(callback);
        } else if (this.writableEnded) {
            if (callback) this.once('end', callback);
        } else {
            const marker = Buffer.alloc(0);
            marker[kFlush] = flush;
            this.write(marker, '', callback);
        }
    }

    close(callback) {
        if (callback) finished(this, callback);
        this.destroy();
    }

    _destroy(error, callback) {
        this[kState].coder.close();
        callback(error);
    }

    _final(callback) {
        callback();
    }

    _flush(callback) {
        this._transform(Buffer.alloc(0), '', callback);
    }

    _transform(chunk, encoding, callback) {
        const { planned } = this[kState];
        let flush = chunk[kFlush];
        if (flush === undefined) {
            flush = planned.flush;
            if (this.writableEnded && this.writableLength === chunk.byteLength) {
                flush = STRENGTH[flush] > STRENGTH[planned.finishFlush] ? flush : planned.finishFlush;
            }
        }
        const last = this.writableEnded && this.writableLength === chunk.byteLength;
        setImmediate(() => this.#advance(chunk, planned.translate(flush), last, callback));
    }

    _read(size) {
        const { waiting } = this[kState];
        if (!waiting) {
            super._read(size);
            return;
        }
        this[kState].waiting = undefined;
        setImmediate(waiting);
    }

    /// Goes on with a chunk until it is taken, or until what came out has to be read first.
    #advance(chunk, flush, last, callback) {
        const { coder, planned } = this[kState];
        let rest = chunk;
        while (!this.destroyed) {
            let step;
            try {
                step = coder.step(rest, flush, this._chunkSize);
            } catch (error) {
                this.destroy(error);
                return;
            }
            const { output, taken, full } = step;
            this.bytesWritten += taken;
            if (taken) rest = rest.subarray(taken);
            const more = full || (taken > 0 && rest.length > 0);
            const wanted = output.length === 0 || this.push(Buffer.from(output.buffer, output.byteOffset, output.byteLength));
            if (!more) {
                this.#done(coder, planned, last, callback);
                return;
            }
            if (!wanted && !this.destroyed) {
                this[kState].waiting = () => this.#advance(rest, flush, last, callback);
                return;
            }
        }
    }

    #done(coder, planned, last, callback) {
        if (this.destroyed) return;
        if (last && planned.complete && !coder.ended) {
            this.destroy(unexpectedEnd());
            return;
        }
        if (last && this[kState].kind.decompresses && coder.ended) this.push(null);
        callback();
    }
}

/// Another level for what follows. The host's coders keep theirs; what was written so far is given.
function params(level, strategy, callback) {
    zlibOptions({ level, strategy }, {});
    needFunction(callback ?? (() => {}), 'callback');
    if (this.destroyed) return;
    this._level = level;
    this._strategy = strategy;
    this.flush(constants.Z_SYNC_FLUSH, callback);
}

/// A class that can be called without `new`, as Node's.
function define(name) {
    const kind = KINDS[name];
    function Class(opts) {
        return Reflect.construct(ZlibBase, [opts, kind], new.target || Class);
    }
    Object.defineProperty(Class, 'name', { value: name });
    Object.setPrototypeOf(Class, ZlibBase);
    Class.prototype = Object.create(ZlibBase.prototype, { constructor: { value: Class, writable: true, configurable: true } });
    if (!kind.brotli) Class.prototype.params = params;
    return Class;
}

export const Deflate = define('Deflate');
export const Inflate = define('Inflate');
export const Gzip = define('Gzip');
export const Gunzip = define('Gunzip');
export const DeflateRaw = define('DeflateRaw');
export const InflateRaw = define('InflateRaw');
export const Unzip = define('Unzip');
export const BrotliCompress = define('BrotliCompress');
export const BrotliDecompress = define('BrotliDecompress');
