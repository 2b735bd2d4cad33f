// A connection between two programs of this process: its two ends.
import { setImmediate } from 'node:timers';
import { _captureContext, _restoreContext } from 'node:async_hooks';

/** How many bytes may be on their way to one end. */
const BUFFERED = 128 * 1024;

/**
 * One end of a connection between two programs. The other end's `on...` functions hear of what is done to this one, in a
 * later turn of the event loop, in order.
 */
class Wire {
    constructor() {
        this.other = null;
        this.onData = null;
        this.onEnd = null;
        this.onClose = null;
        this.paused = false;
        this.closed = false;
        this.ended = false;
        this.inbox = [];
        this.waiting = 0;
        this.waking = false;
        // There is nothing to encrypt between two programs in one process: it is only kept who speaks TLS.
        this.meetsTls = false;
        this.speaksTls = false;
        // Whose asynchronous context the `on...` functions run in: its owner's, not the sender's.
        this.context = _captureContext();
    }

    /** Sends bytes; `done` is called when they are on their way: at once, as long as the other end isn't far behind. */
    send(bytes, done) {
        const { other } = this;
        other.waiting += bytes.length;
        const isFull = other.waiting > BUFFERED || other.closed;
        other.#put({ bytes, done: isFull ? done : undefined });
        if (!isFull) done();
    }

    /** Calls a function in this end's own turn, before anything that arrives later. */
    announce(fn) {
        this.#put({ fn });
    }

    /** Says that nothing more comes from this end. */
    end() {
        if (!this.ended) {
            this.ended = true;
            this.other.#put({});
        }
    }

    /** Ends both directions; with `reset` the other end loses what it hasn't read. */
    close(reset) {
        if (this.closed) return;
        this.closed = true;
        // As with a kernel's: what was accepted is gone without a word, and unread bytes turn the end into a reset.
        const lost = this.inbox.splice(0);
        for (const { done } of lost) if (done) setImmediate(done);
        const harsh = reset || lost.some(({ bytes }) => bytes !== undefined);
        if (harsh) this.other.inbox.length = 0;
        this.other.#put({ reset: harsh, gone: true });
    }

    pause() {
        this.paused = true;
    }

    resume() {
        this.paused = false;
        if (this.inbox.length) this.#wake();
    }

    #put(item) {
        if (this.closed) {
            if (item.done) setImmediate(item.done, 'EPIPE');
            return;
        }
        this.inbox.push(item);
        this.#wake();
    }

    #wake() {
        if (this.waking) return;
        this.waking = true;
        setImmediate(() => {
            this.waking = false;
            _restoreContext(this.context, this.#deliver, this, []);
        });
    }

    /** One thing in a turn: ticks and promise jobs run between any two, as between events of a real connection. */
    #deliver() {
        const [first] = this.inbox;
        if (first === undefined || this.closed || (this.paused && !first.gone && !first.fn)) return;
        const { bytes, done, reset, gone, fn } = this.inbox.shift();
        this.waiting -= bytes?.length ?? 0;
        try {
            if (fn) fn();
            else if (gone) this.onClose?.(reset ? 'ECONNRESET' : null);
            else if (bytes === undefined) this.onEnd?.();
            else this.onData?.(bytes);
            done?.();
        } finally {
            if (this.inbox.length && !this.closed) this.#wake();
        }
    }
}

/** Two ends of a new connection. */
export function wirePair() {
    const near = new Wire();
    const far = new Wire();
    near.other = far;
    far.other = near;
    return [near, far];
}
