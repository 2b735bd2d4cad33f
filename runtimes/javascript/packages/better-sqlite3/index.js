'use strict';
// better-sqlite3, with its interface and its messages, over SQLite in the sandbox.

const fs = require('fs');
const path = require('path');
const { Connection, OPEN } = require('dualgauge:sqlite/core');
const { databasePath, isAnonymous } = require('dualgauge:sqlite/files');
const { SqliteError, attempt } = require('./error.js');
const { defineAggregate, defineFunction } = require('./functions.js');
const { booleanArgument, booleanOption } = require('./options.js');
const { prepare } = require('./statement.js');
const { transaction } = require('./transaction.js');

/** SQLITE_DBCONFIG_DEFENSIVE. */
const DEFENSIVE = 1010;

/** What a database and its statements share. */
class Inner {
    /** It is executing a query: nothing else may begin. */
    busy = false;
    iterators = 0;
    /** Integers are given as BigInts. */
    wide = false;
    unsafe = false;

    constructor(connection, settings) {
        this.connection = connection;
        Object.assign(this, settings);
    }

    get isOpen() {
        return this.connection.isOpen;
    }

    requireOpen() {
        if (!this.isOpen) throw new TypeError('The database connection is not open');
    }

    requireIdle() {
        if (this.busy) throw new TypeError('This database connection is busy executing a query');
    }

    requireNoIterators(evenUnsafe = false) {
        if (this.iterators > 0 && (evenUnsafe || !this.unsafe)) {
            throw new TypeError('This database connection is busy executing a query');
        }
    }
}

const inners = new WeakMap();

function innerOf(database) {
    const inner = inners.get(database);
    if (inner === undefined) throw new TypeError('Illegal invocation');
    return inner;
}

function settingsOf(given, options) {
    if (given === null || given === undefined) given = '';
    if (options === null || options === undefined) options = {};
    if (typeof given !== 'string') throw new TypeError('Expected first argument to be a string');
    if (typeof options !== 'object') throw new TypeError('Expected second argument to be an options object');
    if ('readOnly' in options) throw new TypeError('Misspelled option "readOnly" should be "readonly"');
    if ('memory' in options) {
        throw new TypeError('Option "memory" was removed in v7.0.0 (use ":memory:" filename instead)');
    }
    const file = given.trim();
    const memory = isAnonymous(file);
    const readonly = booleanOption(options, 'readonly');
    const mustExist = booleanOption(options, 'fileMustExist');
    const timeout = 'timeout' in options ? options.timeout : 5000;
    const verbose = options.verbose ?? null;
    if (readonly && memory) throw new TypeError('In-memory/temporary databases cannot be readonly');
    if (!Number.isInteger(timeout) || timeout < 0) {
        throw new TypeError('Expected the "timeout" option to be a positive integer');
    }
    if (timeout > 0x7fffffff) throw new RangeError('Option "timeout" cannot be greater than 2147483647');
    if (verbose !== null && typeof verbose !== 'function') {
        throw new TypeError('Expected the "verbose" option to be a function');
    }
    if (!memory && !file.startsWith('file:') && !fs.existsSync(path.dirname(file))) {
        throw new TypeError('Cannot open database because the directory does not exist');
    }
    return { given, file, memory, readonly, mustExist, timeout, verbose };
}

function flagsOf({ readonly, mustExist }) {
    if (readonly) return OPEN.READONLY;
    return mustExist ? OPEN.READWRITE : OPEN.READWRITE | OPEN.CREATE;
}

function Database(given, options) {
    if (new.target === undefined) return new Database(given, options);
    if (Buffer.isBuffer(given)) throw new Error('Databases in buffers are not supported here');
    const settings = settingsOf(given, options);
    const connection = attempt(() => new Connection(databasePath(settings.file), flagsOf(settings)));
    connection.waitForLocks(settings.timeout);
    connection.configure(DEFENSIVE, true);
    inners.set(this, new Inner(connection, settings));
    const getter = (get) => ({ get, enumerable: true });
    Object.defineProperties(this, {
        name: getter(() => settings.given),
        open: getter(() => connection.isOpen),
        inTransaction: getter(() => connection.isOpen && !connection.state().idle),
        readonly: getter(() => settings.readonly),
        memory: getter(() => settings.memory),
    });
}

const methods = {
    prepare(sql) {
        return prepare(this, innerOf(this), sql, false);
    },

    transaction,

    pragma(source, options) {
        if (options === null || options === undefined) options = {};
        if (typeof source !== 'string') throw new TypeError('Expected first argument to be a string');
        if (typeof options !== 'object') throw new TypeError('Expected second argument to be an options object');
        const simple = booleanOption(options, 'simple');
        const statement = prepare(this, innerOf(this), `PRAGMA ${source}`, true);
        return simple ? statement.pluck().get() : statement.all();
    },

    exec(sql) {
        if (typeof sql !== 'string') throw new TypeError('Expected first argument to be a string');
        const inner = innerOf(this);
        inner.requireOpen();
        inner.requireIdle();
        inner.requireNoIterators();
        if (inner.verbose !== null) inner.verbose(sql);
        attempt(() => inner.connection.execute(sql));
        return this;
    },

    close() {
        const inner = innerOf(this);
        if (inner.isOpen) {
            inner.requireIdle();
            inner.requireNoIterators(true);
            inner.connection.close();
        }
        return this;
    },

    defaultSafeIntegers(...use) {
        innerOf(this).wide = booleanArgument(use, true);
        return this;
    },

    unsafeMode(...use) {
        const inner = innerOf(this);
        inner.unsafe = booleanArgument(use, true);
        if (inner.isOpen) inner.connection.configure(DEFENSIVE, !inner.unsafe);
        return this;
    },

    function(name, options, work) {
        defineFunction(innerOf(this), name, options, work);
        return this;
    },

    aggregate(name, options) {
        defineAggregate(innerOf(this), name, options);
        return this;
    },

    loadExtension() {
        throw new SqliteError('not authorized', 'SQLITE_ERROR');
    },
};

for (const name of ['backup', 'serialize', 'table']) {
    methods[name] = () => {
        throw new Error(`better-sqlite3: db.${name}() is not supported in this sandbox`);
    };
}

for (const name of Object.keys(methods)) {
    Object.defineProperty(Database.prototype, name, {
        value: methods[name],
        writable: true,
        enumerable: false,
        configurable: true,
    });
}

module.exports = Database;
module.exports.SqliteError = SqliteError;
