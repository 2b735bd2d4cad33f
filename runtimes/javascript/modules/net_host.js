// Connections to what lies outside the process: hosts of the task's world, which the host plays.
import { host } from 'dualgauge:host';
import { cancel, hold, letGo, reference, schedule } from 'dualgauge:loop';
import { setImmediate } from 'node:timers';
import { _captureContext, _restoreContext } from 'node:async_hooks';
import { EAGAIN, EPROTO, describeErrno } from '__wasm_rquickjs_builtin/wasi_errors';

const STREAM = 0;
const DATAGRAM = 1;
const EVERYTHING = 0;
const WRITING = 1;
/** Nothing ever comes unless more is sent. */
const NEVER = 0xffff_ffff_ffff_ffffn;
const NANOSECONDS = 1_000_000n;
/** How much is taken at once. */
const CHUNK = 64 * 1024;
/** More than any answer about a name or a certificate has. */
const ANSWER = 64 * 1024;

const decoder = new TextDecoder();
const { parse, stringify } = JSON;

function wordOf(bytes) {
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

/** The name of an error number, e.g. `ECONNREFUSED`. */
function nameOf(errno) {
    return describeErrno(errno)[0];
}

/** The addresses of a name, or null where nobody knows it. `family` is 0 (any), 4 or 6. */
export function addressesOf(name, family) {
    const out = new Uint8Array(ANSWER);
    const written = new Uint8Array(4);
    if (host.net_resolve(name, family, out, written) !== 0) return null;
    return decoder.decode(out.subarray(0, wordOf(written))).split('\n').filter((line) => line !== '');
}

/** One end of a connection whose other end is a host: what `net_wire.js` has for two programs of this process. */
class HostWire {
    #connection;
    #timer = null;
    #isHeld = false;
    #isOver = false;
    #isReferenced = true;
    #paused = true;

    constructor(connection) {
        this.#connection = connection;
        this.onData = null;
        this.onEnd = null;
        this.onClose = null;
        this.closed = false;
        this.ended = false;
        // Whether it speaks TLS is for the handshake to find out.
        this.isOutside = true;
        this.speaksTls = false;
        this.context = _captureContext();
    }

    /** Sends bytes; `done` is called with what went wrong, if anything did. */
    send(bytes, done) {
        const errno = this.closed ? 0 : host.net_send(this.#connection, bytes);
        if (this.closed || errno !== 0) {
            setImmediate(done, this.closed ? 'EPIPE' : nameOf(errno));
            return;
        }
        this.#watch();
        done();
    }

    end() {
        if (this.ended || this.closed) return;
        this.ended = true;
        host.net_close(this.#connection, WRITING);
        this.#watch();
    }

    close() {
        if (this.closed) return;
        this.closed = true;
        this.#forget();
        host.net_close(this.#connection, EVERYTHING);
    }

    pause() {
        this.#paused = true;
        this.#forget();
    }

    resume() {
        if (!this.#paused) return;
        this.#paused = false;
        this.#watch();
    }

    /** Whether waiting for it keeps the program running. */
    reference(isReferenced) {
        if (this.#isReferenced === isReferenced) return;
        this.#isReferenced = isReferenced;
        if (this.#timer !== null) reference(this.#timer, isReferenced);
        this.#hold(this.#isHeld || isReferenced);
    }

    /** Secures the connection. Gives what the other side showed of itself, or `{ refused: text }`. */
    secure(options) {
        this.speaksTls = true;
        const out = new Uint8Array(ANSWER);
        const written = new Uint8Array(4);
        const errno = host.net_tls(this.#connection, stringify(options), out, written);
        const text = decoder.decode(out.subarray(0, wordOf(written)));
        if (errno === 0) return parse(text);
        return { refused: errno === EPROTO ? text : null, code: nameOf(errno) };
    }

    #hold(wanted) {
        const isHeld = wanted && this.#isReferenced && !this.closed && !this.#isOver && !this.#paused;
        if (isHeld === this.#isHeld) return;
        this.#isHeld = isHeld;
        if (isHeld) hold();
        else letGo();
    }

    #forget() {
        if (this.#timer !== null) cancel(this.#timer);
        this.#timer = null;
        this.#hold(false);
    }

    /** Sees to it that what comes next is taken when it is there. */
    #watch() {
        if (this.#timer !== null) cancel(this.#timer);
        this.#timer = null;
        if (this.#paused || this.closed || this.#isOver) return;
        this.#hold(true);
        const out = new Uint8Array(8);
        const errno = host.net_ready(this.#connection, out);
        const wait = errno === 0 ? new DataView(out.buffer).getBigUint64(0, true) : 0n;
        if (wait === NEVER) return;
        const milliseconds = Number((wait + NANOSECONDS - 1n) / NANOSECONDS);
        this.#timer = schedule(() => {
            this.#timer = null;
            _restoreContext(this.context, this.#take, this, []);
        }, milliseconds, this.#isReferenced, true);
    }

    #take() {
        const chunk = new Uint8Array(CHUNK);
        const read = new Uint8Array(4);
        const errno = host.net_receive(this.#connection, chunk, 0, read);
        const count = wordOf(read);
        if (errno === EAGAIN) {
            this.#watch();
            return;
        }
        if (errno !== 0 || count === 0) {
            this.#forget();
            this.#isOver = true;
            if (errno === 0) this.onEnd?.();
            else this.onClose?.(nameOf(errno));
            return;
        }
        try {
            this.onData?.(chunk.slice(0, count));
        } finally {
            this.#watch();
        }
    }
}

/**
 * Connects to an address and a port outside. Gives `{ wire }` or `{ code }`: `ETIMEDOUT` where nobody answers, which is said at
 * once, so that whoever waits does it by the loop's timers.
 */
export function connectOutside(address, port, isDatagram = false) {
    const connection = new Uint8Array(4);
    const errno = host.net_connect(isDatagram ? DATAGRAM : STREAM, address, port, 0, connection);
    return errno === 0 ? { wire: new HostWire(wordOf(connection)) } : { code: nameOf(errno) };
}
