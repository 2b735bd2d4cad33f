// The host's coders: opened late, closed as soon as nothing more can come.
import { host } from 'dualgauge:host';
import { nodeError } from '../crypto/checks.js';

/// Input of a step: a long one is handed over in pieces, so that what is left over isn't copied again and again.
const PIECE = 64 << 10;

/// `task` is what host.zlib_open takes.
export class Coder {
    #task;
    #number;
    /// Whether what was taken so far is complete.
    ended = false;

    constructor(task) {
        this.#task = task;
    }

    /// Takes some of the input and gives at most `room` bytes: `{ output, taken, full }`. Where it was full, or not all was taken,
    /// the same has to be asked again with the rest.
    step(input, flush, room) {
        if (this.#number === undefined) this.#number = open(this.#task);
        const piece = input.length > PIECE ? input.subarray(0, PIECE) : input;
        const how = piece.length === input.length ? flush : 0;
        const [output, taken, ended, message, code, errno] = host.zlib_step(this.#number, piece, how, room);
        if (message !== undefined) {
            this.close();
            throw zlibError(message, code, errno);
        }
        this.ended = ended;
        return { output, taken, full: output.length >= room };
    }

    close() {
        if (this.#number !== undefined) host.zlib_close(this.#number);
        this.#number = undefined;
    }
}

function open(task) {
    try {
        return host.zlib_open(...task);
    } catch (refusal) {
        throw nodeError(Error, refusal.code, refusal.message);
    }
}

export function zlibError(message, code, errno) {
    const error = nodeError(Error, code, message);
    error.errno = errno;
    return error;
}

export const unexpectedEnd = () => zlibError('unexpected end of file', 'Z_BUF_ERROR', -5);

/// All of a message at once. `finish` is what comes with its end; a result longer than `most` is refused before it is made.
export function whole(task, input, { finish, complete, most, room }) {
    const coder = new Coder(task);
    const parts = [];
    let length = 0;
    let rest = input;
    try {
        for (;;) {
            const { output, taken, full } = coder.step(rest, finish, room);
            if (length + output.length > most) {
                throw nodeError(RangeError, 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${most} bytes`);
            }
            if (output.length) parts.push(output);
            length += output.length;
            rest = taken ? rest.subarray(taken) : rest;
            if (coder.ended && (rest.length === 0 || taken === 0) && !(full && rest.length)) break;
            if (!full && taken === 0) break;
            if (!full && rest.length === 0) break;
        }
        if (complete && !coder.ended) throw unexpectedEnd();
    } finally {
        coder.close();
    }
    return [parts, length];
}
