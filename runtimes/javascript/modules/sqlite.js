// node:sqlite, as Node.js 22 has it, over SQLite in the sandbox.

import { Buffer } from 'node:buffer';
import { Connection, OPEN } from './sqlite/core.js';
import { databasePath } from './sqlite/files.js';
import { AGGREGATE, DETERMINISTIC, DIRECT_ONLY, SCALAR, WINDOW } from './sqlite/functions.js';
import { attempt, coded } from './sqlite/node_errors.js';
import { StatementSync } from './sqlite/node_statement.js';

/** Options of SQLITE_DBCONFIG_... */
const [FOREIGN_KEYS, DEFENSIVE, QUOTED_TEXTS_IN_DATA, QUOTED_TEXTS_IN_SCHEMAS] = [1002, 1010, 1013, 1014];

const BOOLEANS = {
    open: true,
    readOnly: false,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    allowExtension: false,
    readBigInts: false,
    returnArrays: false,
    allowBareNamedParameters: true,
    allowUnknownNamedParameters: false,
    defensive: false,
};

function settingsOf(options) {
    if (options === undefined) options = {};
    if (typeof options !== 'object' || options === null) {
        throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "options" argument must be an object.');
    }
    const settings = { timeout: 0 };
    for (const name of Object.keys(BOOLEANS)) {
        const value = options[name] === undefined ? BOOLEANS[name] : options[name];
        if (typeof value !== 'boolean') {
            throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', `The "options.${name}" argument must be a boolean.`);
        }
        settings[name] = value;
    }
    if (options.timeout !== undefined) {
        if (!Number.isInteger(options.timeout)) {
            throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "options.timeout" argument must be an integer.');
        }
        settings.timeout = options.timeout;
    }
    return settings;
}

/** The name of a file: a string, a Buffer or a file URL. */
function nameOf(path) {
    const text = Buffer.isBuffer(path) ? path.toString() : path instanceof URL ? decodeURIComponent(path.pathname) : path;
    if (typeof text !== 'string' || text.includes('\0')) {
        const message = 'The "path" argument must be a string, Uint8Array, or URL without null bytes.';
        throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', message);
    }
    return text;
}

function requireType(value, type, name) {
    if (typeof value !== type || value === null) {
        const article = type === 'object' ? 'an' : 'a';
        throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${article} ${type}.`);
    }
}

/** A connection whose methods give their results at once. */
export class DatabaseSync {
    #name;
    #settings;
    #connection;

    constructor(path, options) {
        this.#name = nameOf(path);
        this.#settings = settingsOf(options);
        if (this.#settings.open) this.open();
    }

    get isOpen() {
        return this.#connection?.isOpen === true;
    }

    get isTransaction() {
        return !this.#opened().state().idle;
    }

    open() {
        if (this.isOpen) throw coded(Error, 'ERR_INVALID_STATE', 'database is already open');
        const { readOnly, enableForeignKeyConstraints, enableDoubleQuotedStringLiterals: quoted } = this.#settings;
        const flags = (readOnly ? OPEN.READONLY : OPEN.READWRITE | OPEN.CREATE) | OPEN.URI;
        attempt(() => {
            const connection = new Connection(databasePath(this.#name, true), flags);
            connection.waitForLocks(this.#settings.timeout);
            connection.configure(FOREIGN_KEYS, enableForeignKeyConstraints);
            connection.configure(QUOTED_TEXTS_IN_DATA, quoted);
            connection.configure(QUOTED_TEXTS_IN_SCHEMAS, quoted);
            connection.configure(DEFENSIVE, this.#settings.defensive);
            this.#connection = connection;
        });
    }

    close() {
        this.#opened().close();
        this.#connection = undefined;
    }

    [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
        if (this.isOpen) this.close();
    }

    prepare(sql) {
        const connection = this.#opened();
        requireType(sql, 'string', 'sql');
        const prepared = attempt(() => connection.prepare(sql));
        return new StatementSync(PRIVATE, connection, prepared, sql, this.#settings);
    }

    exec(sql) {
        const connection = this.#opened();
        requireType(sql, 'string', 'sql');
        attempt(() => connection.execute(sql));
    }

    location(name = 'main') {
        requireType(name, 'string', 'dbName');
        const rows = attempt(() => this.#opened().prepare('SELECT file FROM pragma_database_list WHERE name = ?'));
        rows.bind(1, 't', [name]);
        const [[file] = []] = rows.fetchAll();
        rows.finalize();
        return file || null;
    }

    function(name, options, work) {
        const connection = this.#opened();
        if (typeof options === 'function') [work, options] = [options, {}];
        requireType(name, 'string', 'name');
        requireType(work, 'function', 'function');
        this.#define(connection, name, options, SCALAR, work.length, { result: (values) => work(...values) });
    }

    aggregate(name, options) {
        const connection = this.#opened();
        requireType(name, 'string', 'name');
        requireType(options, 'object', 'options');
        const { start, step, inverse, result } = options;
        if (start === undefined) {
            throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "options.start" argument must be a function or a primitive value.');
        }
        requireType(step, 'function', 'options.step');
        const sums = new Map();
        const sumOf = (group) => {
            if (!sums.has(group)) sums.set(group, typeof start === 'function' ? start() : start);
            return sums.get(group);
        };
        const value = (group) => (result === undefined ? sumOf(group) : result(sumOf(group)));
        const count = Math.max(step.length, inverse?.length ?? 0, 1) - 1;
        this.#define(connection, name, options, inverse === undefined ? AGGREGATE : WINDOW, count, {
            step: (group, values) => sums.set(group, step(sumOf(group), ...values)),
            inverse: (group, values) => sums.set(group, inverse(sumOf(group), ...values)),
            value,
            final: (group) => {
                const last = value(group);
                sums.delete(group);
                return last;
            },
        });
    }

    enableDefensive(on) {
        requireType(on, 'boolean', 'active');
        this.#opened().configure(DEFENSIVE, on);
    }

    enableLoadExtension() {
        throw coded(Error, 'ERR_INVALID_STATE', 'Cannot enable extension loading because it was disabled at database creation.');
    }

    loadExtension() {
        throw coded(Error, 'ERR_INVALID_STATE', 'extension loading is not allowed');
    }

    createSession() {
        throw coded(Error, 'ERR_INVALID_STATE', 'sessions are not supported in this sandbox');
    }

    applyChangeset() {
        return this.createSession();
    }

    #define(connection, name, options, kind, count, methods) {
        const flags = (options.deterministic ? DETERMINISTIC : 0) | (options.directOnly ? DIRECT_ONLY : 0);
        const unfit = () =>
            coded(Error, 'ERR_SQLITE_ERROR', 'Returned JavaScript value cannot be converted to a SQLite value');
        attempt(() => connection.define(name, {
            count: options.varargs ? -1 : count,
            flags,
            kind,
            methods: { ...methods, unfit },
            wide: options.useBigIntArguments === true,
        }));
    }

    #opened() {
        if (!this.isOpen) throw coded(Error, 'ERR_INVALID_STATE', 'database is not open');
        return this.#connection;
    }
}

/** What only this module can hand to the constructor of statements. */
const PRIVATE = StatementSync.key;
delete StatementSync.key;

/** Numbers that changesets and authorizers use; these themselves are not supported. */
export const constants = Object.freeze({
    SQLITE_CHANGESET_OMIT: 0,
    SQLITE_CHANGESET_REPLACE: 1,
    SQLITE_CHANGESET_ABORT: 2,
    SQLITE_CHANGESET_DATA: 1,
    SQLITE_CHANGESET_NOTFOUND: 2,
    SQLITE_CHANGESET_CONFLICT: 3,
    SQLITE_CHANGESET_CONSTRAINT: 4,
    SQLITE_CHANGESET_FOREIGN_KEY: 5,
});

/** Copies a database to a file. */
export async function backup() {
    throw coded(Error, 'ERR_INVALID_STATE', 'backups are not supported in this sandbox');
}

export { StatementSync };
export default { DatabaseSync, StatementSync, backup, constants };
