// Statements of node:sqlite.

import { BIGINTS, EXACT, ROW, bytesOf, fits } from './core.js';
import { attempt, coded } from './node_errors.js';

const KEY = Symbol('statements are made by databases');

function converted(value, place) {
    switch (typeof value) {
        case 'number':
            return ['f', value];
        case 'bigint':
            if (!fits(value)) {
                throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'BigInt value is too large to bind.');
            }
            return ['i', value.toString()];
        case 'string':
            return ['t', value];
        default:
            if (value === null) return ['n', null];
            if (ArrayBuffer.isView(value)) return ['b', bytesOf(value)];
            throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', `Provided value cannot be bound to SQLite parameter ${place}.`);
    }
}

/** A prepared statement. */
export class StatementSync {
    #connection;
    #prepared;
    #sql;
    #integers;
    #arrays;
    #bare;
    #unknown;
    /** The values that parameters have, by number: they stay from run to run. */
    #values = new Map();

    constructor(key, connection, prepared, sql, settings) {
        if (key !== KEY) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
        this.#connection = connection;
        this.#prepared = prepared;
        this.#sql = prepared?.sql ?? sql;
        this.#integers = settings.readBigInts ? BIGINTS : EXACT;
        this.#arrays = settings.returnArrays;
        this.#bare = settings.allowBareNamedParameters;
        this.#unknown = settings.allowUnknownNamedParameters;
    }

    get sourceSQL() {
        return this.#sql;
    }

    get expandedSQL() {
        return attempt(() => this.#live().expanded());
    }

    run(...given) {
        return this.#ran(given, () => {
            this.#prepared?.fetch(1);
            this.#prepared?.reset();
            const { changes, lastId } = this.#connection.state();
            const shown = this.#integers === BIGINTS ? BigInt : Number;
            return { lastInsertRowid: shown(lastId), changes: shown(changes) };
        });
    }

    get(...given) {
        return this.#ran(given, () => {
            const [, rows] = this.#prepared?.fetch(1, this.#integers) ?? [0, []];
            return rows.length === 0 ? undefined : this.#shaped(rows[0]);
        });
    }

    all(...given) {
        return this.#ran(given, () => {
            const rows = this.#prepared?.fetchAll(this.#integers) ?? [];
            return rows.map((row) => this.#shaped(row));
        });
    }

    iterate(...given) {
        const prepared = this.#live();
        attempt(() => this.#bind(given));
        let alive = true;
        const end = () => {
            if (alive) prepared.reset();
            alive = false;
            return { done: true, value: null };
        };
        return Object.setPrototypeOf({
            next: () => {
                if (!alive) return end();
                const [code, rows] = attempt(() => prepared.fetch(1, this.#integers));
                return code === ROW ? { done: false, value: this.#shaped(rows[0]) } : end();
            },
            return: end,
        }, ITERATOR);
    }

    columns() {
        return attempt(() => this.#live().columnDetails()).map(([name, column, table, database, type]) => ({
            __proto__: null,
            column: column ?? null,
            database: database ?? null,
            name: name ?? null,
            table: table ?? null,
            type: type ?? null,
        }));
    }

    setReadBigInts(on) {
        this.#integers = this.#boolean(on, 'readBigInts') ? BIGINTS : EXACT;
    }

    setReturnArrays(on) {
        this.#arrays = this.#boolean(on, 'returnArrays');
    }

    setAllowBareNamedParameters(on) {
        this.#bare = this.#boolean(on, 'allowBareNamedParameters');
    }

    setAllowUnknownNamedParameters(on) {
        this.#unknown = this.#boolean(on, 'enabled');
    }

    #boolean(value, name) {
        this.#live();
        if (typeof value !== 'boolean') {
            throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be a boolean.`);
        }
        return value;
    }

    #live() {
        if (!this.#connection.isOpen) throw coded(Error, 'ERR_INVALID_STATE', 'statement has been finalized');
        return this.#prepared;
    }

    #ran(given, work) {
        this.#live();
        return attempt(() => {
            try {
                this.#bind(given);
                return work();
            } finally {
                this.#prepared?.reset();
            }
        });
    }

    #bind(given) {
        const prepared = this.#prepared;
        const names = prepared?.parameters ?? [];
        const values = [...given];
        const [first] = values;
        if (typeof first === 'object' && first !== null && !ArrayBuffer.isView(first)) {
            values.shift();
            this.#takeNamed(first, names);
        }
        let index = 0;
        for (const value of values) {
            do index += 1;
            while (names[index - 1] !== undefined && !names[index - 1].startsWith('?'));
            if (index > names.length) {
                const error = coded(Error, 'ERR_SQLITE_ERROR', 'column index out of range');
                throw Object.assign(error, { errcode: 25, errstr: 'column index out of range' });
            }
            this.#values.set(index, converted(value, index));
        }
        if (names.length === 0) return;
        prepared.reset();
        const pairs = names.map((_, place) => this.#values.get(place + 1) ?? ['n', null]);
        prepared.bind(1, pairs.map(([kind]) => kind).join(''), pairs.map(([, value]) => value));
    }

    #takeNamed(object, names) {
        for (const key of Object.keys(object)) {
            let index = names.indexOf(key);
            if (index < 0 && this.#bare) index = names.findIndex((name) => name !== undefined && name.slice(1) === key);
            if (index >= 0) this.#values.set(index + 1, converted(object[key], index + 1));
            else if (!this.#unknown) throw coded(Error, 'ERR_INVALID_STATE', `Unknown named parameter '${key}'`);
        }
    }

    #shaped(row) {
        row.forEach((value, index) => {
            if (typeof value === 'bigint' && this.#integers !== BIGINTS) {
                const message = `The value of column ${index} is too large to be represented as a JavaScript number: ${value}`;
                throw coded(RangeError, 'ERR_OUT_OF_RANGE', message);
            }
            // Blobs are plain byte arrays here.
            if (ArrayBuffer.isView(value)) row[index] = new Uint8Array(value);
        });
        if (this.#arrays) return row;
        const object = { __proto__: null };
        this.#prepared.columns.forEach((name, index) => {
            object[name] = row[index];
        });
        return object;
    }
}

const ITERATOR = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

/** Taken away by the one that makes statements. */
StatementSync.key = KEY;
