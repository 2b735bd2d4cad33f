'use strict';
const { EventEmitter } = require('events');
const SqlString = require('sqlstring');
const { Connection, settingsOf } = require('./connection.js');

/** A pool: one connection after the other is enough, as they are never used at the same time. */
class Pool extends EventEmitter {
    #free = [];
    #ended = false;

    constructor(config) {
        super();
        this.config = { connectionConfig: settingsOf(config) };
    }

    getConnection(callback) {
        if (this.#ended) {
            setImmediate(() => callback(new Error('Pool is closed.')));
            return;
        }
        const known = this.#free.pop();
        if (known !== undefined) {
            setImmediate(() => callback(null, known));
            return;
        }
        const connection = new Connection(this.config.connectionConfig);
        connection.release = () => this.#free.push(connection);
        connection.connect((error) => {
            if (error) callback(error);
            else {
                this.emit('connection', connection);
                callback(null, connection);
            }
        });
    }

    releaseConnection(connection) {
        connection.release();
    }

    query(...given) {
        return this.#through('query', given);
    }

    execute(...given) {
        return this.#through('execute', given);
    }

    format(sql, values) {
        return new Connection(this.config.connectionConfig).format(sql, values);
    }

    escape(value) {
        return SqlString.escape(value);
    }

    escapeId(value, forbidQualified) {
        return SqlString.escapeId(value, forbidQualified);
    }

    end(callback) {
        this.#ended = true;
        for (const connection of this.#free) connection.destroy();
        setImmediate(() => callback?.(null));
    }

    #through(method, given) {
        const callback = typeof given[given.length - 1] === 'function' ? given.pop() : undefined;
        this.getConnection((error, connection) => {
            if (error) {
                if (callback !== undefined) callback(error);
                else this.emit('error', error);
                return;
            }
            try {
                connection[method](...given, (failure, ...answer) => {
                    connection.release();
                    callback?.(failure, ...answer);
                });
            } catch (failure) {
                connection.release();
                if (callback === undefined) throw failure;
                callback(failure);
            }
        });
    }
}

module.exports = { Pool };
