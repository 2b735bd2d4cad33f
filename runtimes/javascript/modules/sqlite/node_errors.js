// Errors as node:sqlite gives them.

import { Failure } from './core.js';
import { textOf } from './codes.js';

/** An error with a `code`. */
export function coded(Kind, code, message) {
    const error = new Kind(message);
    error.code = code;
    return error;
}

/** Does something with SQLite, and throws what it refuses in Node's way. */
export function attempt(work) {
    try {
        return work();
    } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        const error = coded(Error, 'ERR_SQLITE_ERROR', failure.message);
        error.errcode = failure.code;
        error.errstr = textOf(failure.code);
        throw error;
    }
}
