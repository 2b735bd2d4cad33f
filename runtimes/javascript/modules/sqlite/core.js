// Connections and statements of SQLite, as all the libraries below `packages` and `node:sqlite` use them.
//
// The engine is a WebAssembly module of its own; the host passes calls on (`src/sandbox/interpreter/database.rs`) and sees
// each statement and each value inside it.

import { Buffer } from 'node:buffer';
import { host } from 'dualgauge:host';
import { enlist, takeThrown } from './functions.js';

/** How a database is opened (sqlite3.h). */
export const OPEN = { READONLY: 1, READWRITE: 2, CREATE: 4, URI: 0x40, MEMORY: 0x80 };
/** There may be more rows; there are none. */
export const ROW = 100;
export const DONE = 101;

/** How many statements of a connection are kept compiled: programs seldom finalize theirs. */
const MOST_COMPILED = 200;
/** How many values one call of the host takes. */
const MOST_VALUES = 48;

/** SQLite refused. Each library makes its own error from it. */
export class Failure {
    constructor(code, message, offset) {
        this.code = code;
        this.message = message;
        this.offset = offset;
    }
}

function checked(reply) {
    const code = reply[0];
    // A statement that fails because a function of the program threw, throws the same.
    const thrown = takeThrown();
    if (thrown !== undefined && code !== 0 && code !== ROW && code !== DONE) throw thrown[0];
    if (code !== 0 && code !== ROW && code !== DONE) throw new Failure(code, reply[1], reply[2]);
    return reply;
}

/** An integer that the host gave: as a number, or as its digits in a list where no number is exact. */
function integer(value) {
    return typeof value === 'number' ? value : BigInt(value[0]);
}

/** How integers are given: as numbers, as BigInts, as numbers where these are exact. */
export const NUMBERS = 'numbers';
export const BIGINTS = 'bigints';
export const EXACT = 'exact';

/** A value of a row: null, number, BigInt, string or Buffer. */
function fromHost(value, integers) {
    if (value === undefined) return null;
    if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return integers === NUMBERS ? Number(value[0]) : BigInt(value[0]);
}

/** The bytes of a Buffer, a typed array or a DataView. */
export function bytesOf(view) {
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 63n - 1n;

/** Whether a BigInt is an integer of SQLite. */
export function fits(value) {
    return value >= MIN_INTEGER && value <= MAX_INTEGER;
}

/** A connection to a database. */
export class Connection {
    #handle;
    /** Statements that are compiled, those used last at the end. */
    #compiled = new Set();

    /** Opens the file of an absolute path, or `:memory:`, with flags of `OPEN`. */
    constructor(path, flags) {
        this.#handle = checked(host.db_open(path, flags))[1];
    }

    get handle() {
        return this.#handle;
    }

    get isOpen() {
        return this.#handle !== undefined;
    }

    /** Closes it; its statements are gone too. */
    close() {
        if (this.#handle === undefined) return;
        const handle = this.#handle;
        this.#handle = undefined;
        this.#compiled.clear();
        host.db_close(handle);
    }

    /** Runs all statements of a text; rows are dropped. */
    execute(sql) {
        checked(host.db_execute(this.#handle, sql));
    }

    /** Has it recorded that a library refused a text before it was run, e.g. as it has several statements. */
    refuse(sql) {
        host.db_refused(this.#handle, sql);
    }

    /** Compiles the first statement of a text; undefined if it has none. */
    prepare(sql) {
        const statement = new Prepared(this, sql);
        return statement.isEmpty ? undefined : statement;
    }

    /** Rows changed last and in all, the last row's id, and whether no transaction is open. */
    state() {
        const [, changes, total, lastId, idle] = checked(host.db_state(this.#handle));
        return { changes: integer(changes), total: integer(total), lastId: integer(lastId), idle };
    }

    /** How long to wait for another connection's lock. */
    waitForLocks(milliseconds) {
        host.db_busy_timeout(this.#handle, milliseconds);
    }

    /** Switches an option of SQLITE_DBCONFIG_... */
    configure(option, on) {
        checked(host.db_configure(this.#handle, option, on));
    }

    /** Lets statements call a function of the program; `methods` and `wide` as in `functions.js`. */
    define(name, { count, flags, kind, methods, wide }) {
        checked(host.db_define(this.#handle, name, count, flags, enlist(methods, wide), kind));
    }

    /** Called by its statements: one was compiled or used. */
    used(statement) {
        this.#compiled.delete(statement);
        this.#compiled.add(statement);
        if (this.#compiled.size <= MOST_COMPILED) return;
        for (const oldest of this.#compiled) {
            if (oldest.letGo()) {
                this.#compiled.delete(oldest);
                return;
            }
        }
    }

    /** Called by its statements: one was finalized. */
    forget(statement) {
        this.#compiled.delete(statement);
    }
}

/** A compiled statement. What was compiled long ago is compiled again when it is needed. */
class Prepared {
    #connection;
    #text;
    #handle;
    /** It is in the middle of its rows, or values are bound for its next run. */
    #inUse = false;
    /** Its values stay from run to run. */
    keepsValues = false;

    constructor(connection, text) {
        this.#connection = connection;
        this.#text = text;
        const [handle, rest, reads, columns, parameters] = this.#compile();
        /** What follows the statement in its text. */
        this.rest = rest;
        this.sql = rest === '' ? text : text.slice(0, text.length - rest.length);
        this.reads = reads;
        /** The columns' names. */
        this.columns = columns;
        /** The parameters' names with their prefix; undefined for `?`. */
        this.parameters = parameters;
        this.isEmpty = handle === undefined;
    }

    #compile() {
        const [, ...parts] = checked(host.db_prepare(this.#connection.handle, this.#text));
        this.#handle = parts[0];
        if (this.#handle !== undefined) this.#connection.used(this);
        return parts;
    }

    #use() {
        if (this.#handle === undefined) {
            this.columns = this.#compile()[3];
        } else {
            this.#connection.used(this);
        }
        this.#inUse = true;
        return this.#handle;
    }

    /** Gives its memory back if it is not in use; whether it did. */
    letGo() {
        if (this.#inUse || this.keepsValues) return false;
        if (this.#handle !== undefined) host.db_finalize(this.#handle);
        this.#handle = undefined;
        return true;
    }

    /**
     * Binds values to the parameters from number `first` on, counted from 1. `kinds` has a letter for each: `n` NULL, `i`
     * integer (a number, or the digits of one), `f` float, `t` text, `b` blob (a Uint8Array).
     */
    bind(first, kinds, values) {
        const handle = this.#use();
        for (let start = 0; start < values.length; start += MOST_VALUES) {
            const some = values.slice(start, start + MOST_VALUES);
            checked(host.db_bind(handle, first + start, kinds.slice(start, start + MOST_VALUES), ...some));
        }
    }

    /** Sets all parameters to NULL. */
    clear() {
        if (this.#handle !== undefined) host.db_clear(this.#handle);
        this.keepsValues = false;
    }

    /** The next rows as lists, at most so many (0: some), with ROW or DONE before them. */
    fetch(most, integers = NUMBERS) {
        const [code, rows] = checked(host.db_fetch(this.#use(), most, integers === BIGINTS));
        for (let i = 0; i < rows.length; i += 1) {
            const row = rows[i];
            for (let j = 0; j < row.length; j += 1) {
                if (typeof row[j] === 'object' || row[j] === undefined) row[j] = fromHost(row[j], integers);
            }
        }
        return [code, rows];
    }

    /** All rows that are left, as lists. */
    fetchAll(integers = NUMBERS) {
        let [code, rows] = this.fetch(0, integers);
        while (code === ROW) {
            const next = this.fetch(0, integers);
            code = next[0];
            rows = rows.concat(next[1]);
        }
        return rows;
    }

    /** Ends a run: the statement begins anew, with the values that it has. */
    reset() {
        if (this.#handle !== undefined && this.#connection.isOpen) host.db_reset(this.#handle);
        this.#inUse = false;
    }

    /** For each column its name, its column, table and database, and its declared type. */
    columnDetails() {
        return this.#asked((handle) => host.db_columns(handle));
    }

    /** The text with the values in it. */
    expanded() {
        return this.#asked((handle) => host.db_expanded(handle)) ?? this.sql;
    }

    #asked(question) {
        const inUse = this.#inUse;
        const answer = checked(question(this.#use()))[1];
        this.#inUse = inUse;
        return answer;
    }

    finalize() {
        if (this.#handle !== undefined && this.#connection.isOpen) host.db_finalize(this.#handle);
        this.#connection.forget(this);
        this.#handle = undefined;
        this.#inUse = false;
    }
}

/** Whether nothing but blanks and comments follows a statement. */
export function onlyBlanks(text) {
    return /^(?:[\s;]|--[^\n]*(?:\n|$)|\/\*[^]*?(?:\*\/|$))*$/.test(text);
}

/** A row as an object. */
export function toObject(columns, row) {
    const object = {};
    for (let i = 0; i < columns.length; i += 1) {
        if (columns[i] === '__proto__') {
            Object.defineProperty(object, '__proto__', { value: row[i], writable: true, enumerable: true, configurable: true });
        } else {
            object[columns[i]] = row[i];
        }
    }
    return object;
}
