'use strict';
const { EventEmitter } = require('events');
const { DONE, Failure, ROW, toObject } = require('dualgauge:sqlite/core');
const { PRIMARY_CODES } = require('dualgauge:sqlite/codes');
const { converted, misuse } = require('./error.js');
const { split } = require('./values.js');

/** A prepared statement. What is asked of it is done in the order of the database's queue. */
class Statement extends EventEmitter {
    #db;
    #queue;
    #prepared;
    /** Nothing more can be asked of it: finalized, or never prepared. */
    #over = false;
    #finalized = false;
    /** `get` has rows to go on with. */
    #hasMore = false;

    constructor(database, sql, callback) {
        super();
        if (typeof sql !== 'string') throw new TypeError('SQL query expected');
        this.sql = sql;
        this.#db = database;
        this.#queue = database.queue;
        this.#queue.push(() => this.#prepare(sql, callback), (error) => {
            this.#over = true;
            this.#fail(error, callback);
        });
    }

    bind(...given) {
        const [parameters, [callback]] = split(given, 1);
        return this.#ask(callback, () => {
            this.#bindAll(parameters);
            this.#tell(callback, null);
        });
    }

    reset(callback) {
        return this.#ask(callback, () => {
            this.#prepared?.reset();
            this.#hasMore = false;
            this.#tell(callback, null);
        });
    }

    run(...given) {
        const [parameters, [callback]] = split(given, 1);
        return this.#ask(callback, () => {
            this.#begin(parameters);
            this.#prepared?.fetch(1);
            this.#prepared?.reset();
            const { lastId, changes } = this.#db.connection.state();
            this.lastID = Number(lastId);
            this.changes = Number(changes);
            this.#tell(callback, null);
        });
    }

    get(...given) {
        const [parameters, [callback]] = split(given, 1);
        return this.#ask(callback, () => {
            if (!this.#hasMore || parameters.length > 0) this.#begin(parameters);
            const [code, rows] = this.#prepared?.fetch(1) ?? [DONE, []];
            this.#hasMore = code === ROW;
            if (code === DONE) this.#prepared?.reset();
            if (rows.length === 0) this.#tell(callback, null, undefined);
            else this.#tell(callback, null, this.#shaped(rows[0]));
        });
    }

    all(...given) {
        const [parameters, [callback]] = split(given, 1);
        return this.#ask(callback, () => {
            this.#begin(parameters);
            const rows = this.#prepared?.fetchAll() ?? [];
            this.#prepared?.reset();
            this.#tell(callback, null, rows.map((row) => this.#shaped(row)));
        });
    }

    each(...given) {
        const [parameters, callbacks] = split(given, 2);
        const [callback, complete] = callbacks;
        return this.#ask(callback, () => {
            this.#begin(parameters);
            const rows = this.#prepared?.fetchAll() ?? [];
            this.#prepared?.reset();
            for (const row of rows) this.#tell(callback, null, this.#shaped(row));
            if (complete !== undefined) Reflect.apply(complete, this, [null, rows.length]);
        });
    }

    /** Like `all`, with an object of the rows by their first column. */
    map(...given) {
        const callback = given.pop();
        return this.all(...given, (error, rows) => {
            if (error) return callback(error);
            const result = {};
            for (const row of rows) {
                const keys = Object.keys(row);
                result[row[keys[0]]] = keys.length > 2 ? row : row[keys[1]];
            }
            return callback(error, result);
        });
    }

    finalize(callback) {
        if (this.#over && this.#finalized) return this.#db;
        this.#queue.push(() => {
            this.#over = true;
            this.#finalized = true;
            this.#prepared?.finalize();
            this.#db.statements.delete(this);
            this.#tell(callback, undefined);
        });
        return this.#db;
    }

    #prepare(sql, callback) {
        try {
            this.#prepared = this.#db.connection.prepare(sql);
            this.#db.statements.add(this);
        } catch (failure) {
            this.#over = true;
            this.#fail(converted(failure), callback);
            return;
        }
        this.#tell(callback, null);
    }

    #ask(callback, work) {
        const refuse = (error) => this.#fail(error, callback);
        this.#queue.push(() => {
            if (this.#finalized) return refuse(misuse('Statement is already finalized'));
            // That it couldn't be prepared was told already.
            if (this.#over) return undefined;
            try {
                work();
            } catch (failure) {
                if (!(failure instanceof Failure)) throw failure;
                this.#prepared?.reset();
                refuse(converted(failure));
            }
            return undefined;
        }, (error) => !this.#over && refuse(error));
        return this;
    }

    /** Begins a run. Without parameters those of the last one stay. */
    #begin(parameters) {
        this.#hasMore = false;
        this.#prepared?.reset();
        this.#bindAll(parameters);
        if (this.#db.listenerCount('trace') > 0) this.#db.emit('trace', this.#prepared?.expanded() ?? this.sql);
    }

    #bindAll(parameters) {
        if (parameters.length === 0 || this.#prepared === undefined) return;
        const prepared = this.#prepared;
        prepared.reset();
        prepared.clear();
        prepared.keepsValues = true;
        let kinds = '';
        const values = [];
        const known = prepared.parameters.length;
        const slots = Array.from({ length: known }, () => ['n', null]);
        for (const [place, pair] of parameters) {
            const number = typeof place === 'number' ? place : prepared.parameters.indexOf(place) + 1;
            if (number < 1 || number > known) {
                throw new Failure(PRIMARY_CODES.RANGE, 'column index out of range', -1);
            }
            slots[number - 1] = pair;
        }
        for (const [kind, value] of slots) {
            kinds += kind;
            values.push(value);
        }
        prepared.bind(1, kinds, values);
    }

    #shaped(row) {
        return toObject(this.#prepared.columns, row);
    }

    #tell(callback, ...values) {
        if (callback !== undefined) Reflect.apply(callback, this, values[0] === undefined && values.length === 1 ? [] : values);
    }

    #fail(error, callback) {
        if (callback !== undefined) Reflect.apply(callback, this, [error]);
        else this.emit('error', error);
    }
}

module.exports = { Statement };
