'use strict';
const { Failure } = require('dualgauge:sqlite/core');
const { AccessDenied } = require('dualgauge:sqlite/servers');

/** What the server refuses. */
class DatabaseError extends Error {
    constructor(message, length, name) {
        super(message);
        this.length = length;
        this.name = name ?? 'error';
    }
}

/** PostgreSQL's states for what SQLite says. */
const STATES = [
    [/^UNIQUE constraint|PRIMARY KEY/, '23505'],
    [/^NOT NULL constraint/, '23502'],
    [/^FOREIGN KEY constraint/, '23503'],
    [/^CHECK constraint/, '23514'],
    [/^no such table/, '42P01'],
    [/^no such column/, '42703'],
    [/already exists$/, '42P07'],
    [/syntax error/, '42601'],
];

/** The error that a client gives for what SQLite refused; anything else as it is. */
function errorOf(failure) {
    if (failure instanceof AccessDenied) {
        const message = `password authentication failed for user "${failure.message}"`;
        return Object.assign(new DatabaseError(message, message.length, 'error'), { severity: 'FATAL', code: '28P01' });
    }
    if (!(failure instanceof Failure)) return failure;
    const [, code] = STATES.find(([pattern]) => pattern.test(failure.message)) ?? [null, 'XX000'];
    const error = new DatabaseError(failure.message, failure.message.length, 'error');
    const position = failure.offset >= 0 ? String(failure.offset + 1) : undefined;
    return Object.assign(error, { severity: 'ERROR', code, detail: undefined, position });
}

/** The error for a prepared statement with another one behind it. */
function severalStatements() {
    const message = 'cannot insert multiple commands into a prepared statement';
    return Object.assign(new DatabaseError(message, message.length, 'error'), { severity: 'ERROR', code: '42601' });
}

/** The outcome of a statement. */
class Result {
    constructor(sql, outcome, asLists) {
        this.command = /^\s*([A-Za-z]+)/.exec(sql)?.[1].toUpperCase() ?? null;
        this.rows = asLists ? outcome.lists : outcome.rows;
        this.rowCount = outcome.columns.length > 0 ? this.rows.length : outcome.changed;
        this.oid = null;
        this.fields = outcome.columns.map((name) => ({ name, tableID: 0, columnID: 0, dataTypeID: 25, format: 'text' }));
        this.rowAsArray = asLists;
    }
}

module.exports = { DatabaseError, Result, errorOf, severalStatements };
