'use strict';
// sqlite: promises over the callbacks of sqlite3.

/** A text with values, as templates of SQL give it. */
function unpacked(sql, given) {
    if (typeof sql === 'string') return [sql, given];
    if (sql === null || typeof sql !== 'object') throw new TypeError('sqlite: the SQL must be a string or a template');
    return [sql.sql ?? sql.text, sql.values === undefined ? given : [sql.values]];
}

/** Asks one of the callbacks' owners; `pick` makes the result, with what was asked as `this`. */
function asked(target, method, given, pick = (self, value) => value) {
    return new Promise((resolve, reject) => {
        target[method](...given, function answer(error, value) {
            if (error) reject(error);
            else resolve(pick(this, value));
        });
    });
}

/** Rows one by one: the callback before the promise is settled by their number. */
function eachRow(target, given) {
    const callback = given.pop();
    if (typeof callback !== 'function') throw new Error('sqlite: Last param of Database#each() must be a callback function');
    return new Promise((resolve, reject) => {
        target.each(...given, (error, row) => callback(error, row, null), (error, count) => {
            if (error) reject(error);
            else resolve(count);
        });
    });
}

class Statement {
    constructor(stmt) {
        this.stmt = stmt;
    }

    getStatementInstance() {
        return this.stmt;
    }

    bind(...given) {
        return asked(this.stmt, 'bind', given, () => undefined);
    }

    reset() {
        return asked(this.stmt, 'reset', [], () => undefined);
    }

    finalize() {
        return asked(this.stmt, 'finalize', [], () => undefined);
    }

    run(...given) {
        return asked(this.stmt, 'run', given, (self) => ({ stmt: this, lastID: self.lastID, changes: self.changes }));
    }

    get(...given) {
        return asked(this.stmt, 'get', given);
    }

    all(...given) {
        return asked(this.stmt, 'all', given);
    }

    each(...given) {
        return eachRow(this.stmt, given);
    }
}

class Database {
    constructor(config) {
        this.config = config;
        this.db = null;
    }

    on(event, listener) {
        this.db.on(event, listener);
    }

    getDatabaseInstance() {
        return this.db;
    }

    open() {
        return new Promise((resolve, reject) => {
            const { filename, mode, driver: Driver } = this.config;
            if (filename === null || filename === undefined) throw new Error('sqlite: filename cannot be null / undefined');
            if (!Driver) throw new Error('sqlite: driver is not defined');
            const done = (error) => (error ? reject(error) : resolve());
            this.db = mode ? new Driver(filename, mode, done) : new Driver(filename, done);
        });
    }

    close() {
        return asked(this.db, 'close', [], () => undefined);
    }

    configure(option, value) {
        this.db.configure(option, value);
    }

    async run(sql, ...given) {
        const [text, values] = unpacked(sql, given);
        return asked(this.db, 'run', [text, ...values], (self) => ({
            stmt: new Statement(self),
            lastID: self.lastID,
            changes: self.changes,
        }));
    }

    async get(sql, ...given) {
        const [text, values] = unpacked(sql, given);
        return asked(this.db, 'get', [text, ...values]);
    }

    async all(sql, ...given) {
        const [text, values] = unpacked(sql, given);
        return asked(this.db, 'all', [text, ...values]);
    }

    async each(sql, ...given) {
        const callback = given.pop();
        const [text, values] = unpacked(sql, given);
        return eachRow(this.db, [text, ...values, callback]);
    }

    exec(sql) {
        return asked(this.db, 'exec', [unpacked(sql, [])[0]], () => undefined);
    }

    prepare(sql, ...given) {
        const [text, values] = unpacked(sql, given);
        return new Promise((resolve, reject) => {
            const statement = this.db.prepare(text, ...values, (error) => {
                if (error) reject(error);
                else resolve(new Statement(statement));
            });
        });
    }

    loadExtension(path) {
        return asked(this.db, 'loadExtension', [path], () => undefined);
    }

    async migrate() {
        throw new Error('sqlite: migrations are not supported in this sandbox');
    }

    serialize() {
        throw new Error('sqlite: Currently not implemented. Use getDatabaseInstance().serialize() instead.');
    }

    parallelize() {
        throw new Error('sqlite: Currently not implemented. Use getDatabaseInstance().parallelize() instead.');
    }
}

/** Opens a database. */
async function open(config) {
    const database = new Database(config);
    await database.open();
    return database;
}

module.exports = { open, Database, Statement };
