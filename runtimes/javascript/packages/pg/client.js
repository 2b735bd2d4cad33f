'use strict';
const { EventEmitter } = require('events');
const { connectTo, runStatement, translated } = require('dualgauge:sqlite/servers');
const { Result, errorOf, severalStatements } = require('./result.js');
const { escapeIdentifier, escapeLiteral, prepared } = require('./values.js');

/** The settings of an object or of a URI, with the environment's and the usual ones. */
function settingsOf(config) {
    const given = typeof config === 'string' ? { connectionString: config } : { ...config };
    if (given.connectionString) {
        const url = new URL(given.connectionString);
        Object.assign(given, {
            host: decodeURIComponent(url.hostname),
            port: url.port || undefined,
            user: decodeURIComponent(url.username) || undefined,
            password: decodeURIComponent(url.password) || undefined,
            database: decodeURIComponent(url.pathname.slice(1)) || undefined,
        });
    }
    const { PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD, USER } = process.env;
    const user = given.user ?? PGUSER ?? USER;
    return {
        ...given,
        user,
        host: given.host || PGHOST || 'localhost',
        port: Number(given.port ?? PGPORT ?? 5432),
        database: given.database ?? PGDATABASE ?? user,
        password: given.password ?? PGPASSWORD ?? null,
    };
}

/** Gives a promise, or tells a callback. */
function told(callback, work) {
    const promise = new Promise((resolve, reject) => {
        setImmediate(() => {
            try {
                resolve(work());
            } catch (error) {
                reject(error);
            }
        });
    });
    if (typeof callback !== 'function') return promise;
    promise.then((value) => setImmediate(() => callback(null, value)), (error) => setImmediate(() => callback(error)));
    return undefined;
}

/** A connection to a server. */
class Client extends EventEmitter {
    #connection;
    #tried = false;
    #ended = false;

    constructor(config) {
        super();
        const settings = settingsOf(config);
        const { user, host, port, database, password } = settings;
        Object.assign(this, { user, host, port, database });
        Object.defineProperty(this, 'password', { value: password, writable: true, configurable: true, enumerable: false });
        this.connectionParameters = { user, host, port, database };
    }

    connect(callback) {
        return told(callback, () => {
            if (this.#tried) {
                throw new Error('Client has already been connected. You cannot reuse a client.');
            }
            this.#tried = true;
            const { host, port, user, password } = this;
            try {
                this.#connection = connectTo({ kind: 'postgresql', host, port, user, password });
            } catch (error) {
                throw errorOf(error);
            }
            this.emit('connect');
            return undefined;
        });
    }

    query(config, values, callback) {
        if (config === null || config === undefined) throw new TypeError('Client was passed a null or undefined query');
        if (typeof values === 'function') [values, callback] = [undefined, values];
        const asked = typeof config === 'string' ? { text: config } : config;
        const list = values ?? asked.values;
        if (list !== undefined && list !== null && !Array.isArray(list)) {
            const error = new TypeError('Query values must be an array');
            return told(callback ?? asked.callback, () => {
                throw error;
            });
        }
        return told(callback ?? asked.callback, () => {
            try {
                return this.#run(asked.text, list ?? undefined, asked.rowMode === 'array');
            } catch (error) {
                throw errorOf(error);
            }
        });
    }

    end(callback) {
        return told(callback, () => {
            this.#ended = true;
            this.#connection?.close();
            this.emit('end');
        });
    }

    escapeIdentifier(name) {
        return escapeIdentifier(name);
    }

    escapeLiteral(text) {
        return escapeLiteral(text);
    }

    getTypeParser() {
        return (text) => text;
    }

    setTypeParser() {}

    #run(text, values, asLists) {
        if (this.#ended) throw new Error('Client was closed and is not queryable');
        if (this.#connection === undefined) throw new Error('Client has encountered a connection error and is not queryable');
        const results = [];
        // With values it is a prepared statement, of which there is one.
        const tooMany = values !== undefined && values.length > 0 ? severalStatements : undefined;
        for (let rest = translated('postgresql', text); ;) {
            const outcome = runStatement(this.#connection, rest, (name, index) => {
                const number = /^\$(\d+)/.exec(name ?? '');
                return prepared(values?.[number === null ? index : Number(number[1]) - 1]);
            }, tooMany);
            if (outcome === undefined) break;
            results.push(new Result(rest, outcome, asLists));
            rest = outcome.rest;
        }
        return results.length === 1 ? results[0] : results;
    }
}

module.exports = { Client, settingsOf, told };
