'use strict';
const { Failure } = require('dualgauge:sqlite/core');
const { nameOf } = require('dualgauge:sqlite/codes');

/** What SQLite refuses; `code` is the name of its extended code. */
class SqliteError extends Error {
    constructor(message, code) {
        if (typeof code !== 'string') throw new TypeError('Expected second argument to be a string');
        super(message);
        this.code = code;
    }
}
Object.defineProperty(SqliteError.prototype, 'name', {
    value: 'SqliteError',
    writable: true,
    enumerable: false,
    configurable: true,
});

/** Does something with SQLite, and throws what it refuses in this library's way. */
function attempt(work) {
    try {
        return work();
    } catch (error) {
        if (!(error instanceof Failure)) throw error;
        throw new SqliteError(error.message, nameOf(error.code) ?? `UNKNOWN_SQLITE_ERROR_${error.code}`);
    }
}

module.exports = { SqliteError, attempt };
