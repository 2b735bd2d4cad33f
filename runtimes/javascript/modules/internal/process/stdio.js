// The standard streams. Output is written at once, as Node does for files and pipes on Linux.
import { host } from 'dualgauge:host';
import { completed } from 'dualgauge:loop';
import { isTerminal, onInitialise } from 'dualgauge:process_state';
import { Readable, Writable } from 'node:stream';
import { Buffer } from 'node:buffer';
import { read, write } from '__wasm_rquickjs_builtin/wasi_files';
import { systemError } from '__wasm_rquickjs_builtin/wasi_errors';

const CHUNK = 1 << 16;
const COLUMNS = 80;
const ROWS = 24;

class WriteStream extends Writable {
    constructor(fd) {
        super({ decodeStrings: true });
        this.fd = fd;
        this._type = 'pipe';
        this._isStdio = true;
    }

    /** A text without ado is written past the stream's machinery; everything else goes through it. */
    write(chunk, encoding, callback) {
        const state = this._writableState;
        if (
            typeof chunk === 'string' &&
            encoding === undefined &&
            callback === undefined &&
            !state.corked &&
            !state.ending &&
            !state.destroyed &&
            state.length === 0
        ) {
            const { errno } = write(this.fd, host.encode(chunk), null);
            if (!errno) return true;
        }
        return super.write(chunk, encoding, callback);
    }

    _write(chunk, encoding, callback) {
        const { errno } = write(this.fd, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk, null);
        callback(errno ? systemError(errno, 'write') : null);
    }

    /** The descriptor stays open, also after `end` and `destroy`. */
    _destroy(error, callback) {
        callback(error);
    }

    destroySoon() {
        this.destroy();
    }
}

class ReadStream extends Readable {
    constructor() {
        super({ highWaterMark: CHUNK });
        this.fd = 0;
    }

    _read(size) {
        completed(() => {
            if (this.destroyed) return;
            const { errno, bytes } = read(0, Math.max(size, CHUNK), null);
            if (errno) this.destroy(systemError(errno, 'read'));
            else this.push(bytes.length > 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : null);
        });
    }

    ref() {
        return this;
    }

    unref() {
        return this;
    }
}

const TERMINAL = {
    isTTY: true,
    columns: COLUMNS,
    rows: ROWS,
    getWindowSize: () => [COLUMNS, ROWS],
    getColorDepth: () => 4,
    hasColors: (count = 16) => (typeof count === 'number' ? count : 16) <= 16,
    clearLine(direction, callback) {
        return this.write(['\u001b[1K', '\u001b[2K', '\u001b[0K'][direction + 1], callback);
    },
    clearScreenDown(callback) {
        return this.write('\u001b[0J', callback);
    },
    cursorTo(x, y, callback) {
        return this.write(typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`, callback);
    },
    moveCursor(dx, dy, callback) {
        const across = dx ? `\u001b[${Math.abs(dx)}${dx < 0 ? 'D' : 'C'}` : '';
        const down = dy ? `\u001b[${Math.abs(dy)}${dy < 0 ? 'A' : 'B'}` : '';
        return this.write(across + down, callback);
    },
};

function assign(target, properties) {
    for (const name of Object.keys(properties)) {
        Object.defineProperty(target, name, { value: properties[name], writable: true, enumerable: true, configurable: true });
    }
}

/** Gives `process` its streams. They hold nothing of an execution; which are terminals is told by `initialise`. */
export function installStreams(process) {
    const streams = { stdin: new ReadStream(), stdout: new WriteStream(1), stderr: new WriteStream(2) };
    for (const [name, stream] of Object.entries(streams)) {
        Object.defineProperty(process, name, { get: () => stream, enumerable: true, configurable: true });
    }
    process.openStdin = function openStdin() {
        streams.stdin.resume();
        return streams.stdin;
    };
    process._rawDebug = function _rawDebug(...args) {
        write(2, host.encode(`${args.join(' ')}\n`), null);
    };
    onInitialise(() => {
        if (isTerminal(0)) {
            assign(streams.stdin, {
                isTTY: true,
                isRaw: false,
                setRawMode(mode) {
                    this.isRaw = Boolean(mode);
                    return this;
                },
            });
        }
        if (isTerminal(1)) assign(streams.stdout, TERMINAL);
        if (isTerminal(2)) assign(streams.stderr, TERMINAL);
    });
}
