'use strict';
const { BIGINTS, NUMBERS, ROW, onlyBlanks, toObject } = require('dualgauge:sqlite/core');
const { Binder } = require('./binder.js');
const { attempt } = require('./error.js');
const { booleanArgument } = require('./options.js');

/** How a row is given. */
const FLAT = 'flat';
const PLUCK = 'pluck';
const EXPAND = 'expand';
const RAW = 'raw';

let mayConstruct = false;

/** A prepared statement; `db.prepare` makes it. */
class Statement {
    #db;
    #prepared;
    #mode = FLAT;
    /** Integers are BigInts. */
    #wide;
    #bound = false;
    /** An iterator is at work. */
    #locked = false;
    #expansion;

    constructor(database, db, source, isPragma) {
        if (!mayConstruct) throw new TypeError('Statements can only be constructed by the db.prepare() method');
        db.requireOpen();
        db.requireIdle();
        if (isPragma) db.requireNoIterators();
        const prepared = attempt(() => db.connection.prepare(source));
        if (prepared === undefined) throw new RangeError('The supplied SQL string contains no statements');
        if (!onlyBlanks(prepared.rest)) {
            prepared.finalize();
            db.connection.refuse(source);
            throw new RangeError('The supplied SQL string contains more than one statement');
        }
        this.#db = db;
        this.#prepared = prepared;
        this.#wide = db.wide;
        const frozen = {
            reader: prepared.columns.length > 0 || isPragma,
            readonly: prepared.reads,
            source,
            database,
        };
        for (const key of Object.keys(frozen)) {
            Object.defineProperty(this, key, { value: frozen[key], enumerable: true });
        }
    }

    get busy() {
        return this.#db.isOpen && this.#locked;
    }

    run(...values) {
        this.#begin(values, true, false);
        return this.#finish(() => {
            const before = this.#db.connection.state().total;
            this.#prepared.fetch(1);
            this.#prepared.reset();
            const { changes, total, lastId } = this.#db.connection.state();
            return {
                changes: total === before ? 0 : Number(changes),
                lastInsertRowid: this.#wide ? BigInt(lastId) : Number(lastId),
            };
        });
    }

    get(...values) {
        this.#begin(values, false);
        return this.#finish(() => {
            const [, rows] = this.#prepared.fetch(1, this.#integers());
            return rows.length === 0 ? undefined : this.#shaped(rows[0]);
        });
    }

    all(...values) {
        this.#begin(values, false);
        return this.#finish(() => this.#prepared.fetchAll(this.#integers()).map((row) => this.#shaped(row)));
    }

    iterate(...values) {
        this.#begin(values, false, true);
        this.#locked = true;
        this.#db.iterators += 1;
        let alive = true;
        const end = () => {
            alive = false;
            this.#locked = false;
            this.#db.iterators -= 1;
            this.#cleanUp();
        };
        let logged = false;
        const next = () => {
            this.#db.requireIdle();
            if (!alive) return { value: undefined, done: true };
            try {
                if (!logged) this.#log();
                logged = true;
                const [code, rows] = attempt(() => this.#prepared.fetch(1, this.#integers()));
                if (code === ROW) return { value: this.#shaped(rows[0]), done: false };
            } catch (error) {
                end();
                throw error;
            }
            end();
            return { value: undefined, done: true };
        };
        return {
            statement: this,
            next,
            return: () => {
                this.#db.requireIdle();
                if (alive) end();
                return { value: undefined, done: true };
            },
            [Symbol.iterator]() {
                return this;
            },
        };
    }

    bind(...values) {
        if (this.#bound) throw new TypeError('The bind() method can only be invoked once per statement object');
        this.#db.requireOpen();
        this.#db.requireIdle();
        this.#requireUnlocked();
        this.#bind(values);
        this.#bound = true;
        this.#prepared.keepsValues = true;
        return this;
    }

    pluck(...use) {
        return this.#setMode('pluck', PLUCK, use);
    }

    expand(...use) {
        return this.#setMode('expand', EXPAND, use);
    }

    raw(...use) {
        return this.#setMode('raw', RAW, use);
    }

    safeIntegers(...use) {
        this.#db.requireIdle();
        this.#requireUnlocked();
        this.#wide = booleanArgument(use, true);
        return this;
    }

    columns() {
        if (!this.reader) throw new TypeError('The columns() method is only for statements that return data');
        this.#db.requireOpen();
        this.#db.requireIdle();
        return attempt(() => this.#prepared.columnDetails()).map(([name, column, table, database, type]) => ({
            name: name ?? null,
            column: column ?? null,
            table: table ?? null,
            database: database ?? null,
            type: type ?? null,
        }));
    }

    #integers() {
        return this.#wide ? BIGINTS : NUMBERS;
    }

    #setMode(method, mode, use) {
        if (!this.reader) throw new TypeError(`The ${method}() method is only for statements that return data`);
        this.#db.requireIdle();
        this.#requireUnlocked();
        if (booleanArgument(use, true)) this.#mode = mode;
        else if (this.#mode === mode) this.#mode = FLAT;
        return this;
    }

    #requireUnlocked() {
        if (this.#locked) throw new TypeError('This statement is busy executing a query');
    }

    #begin(values, anyStatement, iterates = false) {
        if (!anyStatement && !this.reader) {
            throw new TypeError('This statement does not return data. Use run() instead');
        }
        this.#db.requireOpen();
        this.#db.requireIdle();
        this.#requireUnlocked();
        if (anyStatement) this.#db.requireNoIterators();
        if (this.#bound) {
            if (values.length > 0) throw new TypeError('This statement already has bound parameters');
        } else {
            this.#bind(values);
        }
        if (!iterates) this.#log();
    }

    #bind(values) {
        if (values.length === 0 && this.#prepared.parameters.length === 0) return;
        try {
            attempt(() => new Binder(this.#prepared.parameters).bind(this.#prepared, values));
        } catch (error) {
            this.#prepared.clear();
            throw error;
        }
    }

    #log() {
        if (this.#db.verbose === null) return;
        const log = this.#db.verbose;
        this.#db.busy = true;
        try {
            log(attempt(() => this.#prepared.expanded()));
        } finally {
            this.#db.busy = false;
        }
    }

    #finish(work) {
        this.#db.busy = true;
        try {
            return attempt(work);
        } finally {
            this.#db.busy = false;
            this.#cleanUp();
        }
    }

    #cleanUp() {
        this.#prepared.reset();
        if (!this.#bound && this.#prepared.parameters.length > 0) this.#prepared.clear();
    }

    #shaped(row) {
        switch (this.#mode) {
            case PLUCK:
                return row[0];
            case RAW:
                return row;
            case EXPAND:
                return this.#expanded(row);
            default:
                return toObject(this.#prepared.columns, row);
        }
    }

    #expanded(row) {
        this.#expansion ??= this.#prepared.columnDetails().map(([name, , table]) => [table ?? '$', name]);
        const tables = {};
        row.forEach((value, index) => {
            const [table, name] = this.#expansion[index];
            (tables[table] ??= {})[name] = value;
        });
        return tables;
    }
}

/** Prepares a statement. */
function prepare(database, db, source, isPragma) {
    if (typeof source !== 'string') throw new TypeError('Expected first argument to be a string');
    mayConstruct = true;
    try {
        return new Statement(database, db, source, isPragma);
    } finally {
        mayConstruct = false;
    }
}

module.exports = { prepare };
