'use strict';
// sqlite3 (node-sqlite3), with its interface and its messages, over SQLite in the sandbox.

const { EventEmitter } = require('events');
const { Connection, OPEN } = require('dualgauge:sqlite/core');
const { PRIMARY_CODES } = require('dualgauge:sqlite/codes');
const { databasePath } = require('dualgauge:sqlite/files');
const { busy, converted, misuse } = require('./error.js');
const { Queue } = require('./queue.js');
const { Statement } = require('./statement.js');

const constants = {
    OPEN_READONLY: 0x1,
    OPEN_READWRITE: 0x2,
    OPEN_CREATE: 0x4,
    OPEN_FULLMUTEX: 0x10000,
    OPEN_URI: 0x40,
    OPEN_SHAREDCACHE: 0x20000,
    OPEN_PRIVATECACHE: 0x40000,
    VERSION: '3.53.2',
    SOURCE_ID: '',
    VERSION_NUMBER: 3053002,
    LIMIT_LENGTH: 0,
    LIMIT_SQL_LENGTH: 1,
    LIMIT_COLUMN: 2,
    LIMIT_EXPR_DEPTH: 3,
    LIMIT_COMPOUND_SELECT: 4,
    LIMIT_VDBE_OP: 5,
    LIMIT_FUNCTION_ARG: 6,
    LIMIT_ATTACHED: 7,
    LIMIT_LIKE_PATTERN_LENGTH: 8,
    LIMIT_VARIABLE_NUMBER: 9,
    LIMIT_TRIGGER_DEPTH: 10,
    LIMIT_WORKER_THREADS: 11,
    ...PRIMARY_CODES,
};

/** A connection whose methods give their results to callbacks. */
class Database extends EventEmitter {
    constructor(filename, mode, callback) {
        super();
        if (typeof filename !== 'string') throw new TypeError('Argument 0 must be a string');
        if (typeof mode === 'function') [mode, callback] = [undefined, mode];
        mode ??= constants.OPEN_READWRITE | constants.OPEN_CREATE | constants.OPEN_FULLMUTEX;
        this.filename = filename;
        this.mode = mode;
        this.open = false;
        hidden(this, { queue: new Queue(), statements: new Set(), connection: undefined });
        setImmediate(() => this.#open(callback));
    }

    #open(callback) {
        try {
            const path = databasePath(this.filename, (this.mode & OPEN.URI) !== 0);
            this.connection = new Connection(path, this.mode & 0xff);
            this.connection.waitForLocks(1000);
        } catch (failure) {
            const error = converted(failure);
            if (callback) Reflect.apply(callback, this, [error]);
            else this.emit('error', error);
            return;
        }
        this.open = true;
        // Whatever the callback throws, the database is open.
        this.queue.open();
        if (callback) Reflect.apply(callback, this, [null]);
        this.emit('open');
    }

    close(callback) {
        const refuse = (error) => this.#answer(callback, error);
        this.queue.push(() => {
            if (this.statements.size > 0) {
                refuse(busy('unable to close due to unfinalized statements or unfinished backups'));
                return;
            }
            this.connection.close();
            this.open = false;
            this.queue.close(() => misuse('Database is closed'));
            this.#answer(callback, null);
            this.emit('close');
        }, () => refuse(misuse('Database is closed')));
        return this;
    }

    exec(sql, callback) {
        if (typeof sql !== 'string') throw new TypeError('Argument 0 must be a string');
        const refuse = (error) => this.#answer(callback, error);
        this.queue.push(() => {
            try {
                this.connection.execute(sql);
            } catch (failure) {
                refuse(converted(failure));
                return;
            }
            this.#answer(callback, null);
        }, refuse);
        return this;
    }

    /** All is done in order anyway. */
    serialize(work) {
        if (typeof work === 'function') work();
        return this;
    }

    parallelize(work) {
        if (typeof work === 'function') work();
        return this;
    }

    wait(callback) {
        this.queue.push(() => this.#answer(callback, null));
        return this;
    }

    configure(option, value) {
        if (option === 'busyTimeout') this.queue.push(() => this.connection.waitForLocks(value));
        else if (!['trace', 'profile', 'change', 'limit'].includes(option)) {
            throw new Error(`${option} is not a valid configuration option`);
        }
        return this;
    }

    loadExtension(file, callback) {
        const refuse = (error) => this.#answer(callback, error);
        this.queue.push(() => refuse(misuse('extensions are not supported')), refuse);
        return this;
    }

    interrupt() {
        if (!this.open) throw new Error('Database is not open');
    }

    #answer(callback, error) {
        if (typeof callback === 'function') Reflect.apply(callback, this, [error]);
        else if (error) this.emit('error', error);
    }
}

function hidden(object, properties) {
    for (const key of Object.keys(properties)) {
        Object.defineProperty(object, key, { value: properties[key], writable: true, configurable: true });
    }
}

/** A method that prepares a statement for its text first; the last argument hears of a text that can't be prepared. */
function prepared(work) {
    return function method(sql, ...given) {
        const last = given[given.length - 1];
        const tellError = typeof last === 'function' ? (error) => error && last(error) : undefined;
        return Reflect.apply(work, this, [new Statement(this, sql, tellError), given]);
    };
}

hidden(Database.prototype, {
    prepare: prepared((statement, given) => (given.length > 0 ? statement.bind(...given) : statement)),
});
for (const name of ['run', 'get', 'all', 'each', 'map']) {
    hidden(Database.prototype, {
        [name]: prepared(function ask(statement, given) {
            statement[name](...given).finalize();
            return this;
        }),
    });
}

/** Databases that are open already, by path. */
const cached = {
    objects: {},
    Database(file, mode, callback) {
        if (file === '' || file === ':memory:') return new Database(file, mode, callback);
        const path = databasePath(file);
        const known = cached.objects[path];
        if (known === undefined) {
            cached.objects[path] = new Database(path, mode, callback);
            return cached.objects[path];
        }
        const tell = typeof mode === 'function' ? mode : callback;
        if (typeof tell === 'function') {
            if (known.open) setImmediate(() => Reflect.apply(tell, known, [null]));
            else known.once('open', () => Reflect.apply(tell, known, [null]));
        }
        return known;
    },
};

const sqlite3 = {
    Database,
    Statement,
    Backup: class Backup {},
    cached,
    verbose() {
        return sqlite3;
    },
};
for (const name of Object.keys(constants)) {
    Object.defineProperty(sqlite3, name, { value: constants[name], enumerable: true });
}

module.exports = sqlite3;
