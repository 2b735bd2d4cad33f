'use strict';
const { EventEmitter } = require('events');

/** Asks a method that gives its result to a callback; the result as a list where it has parts. */
function asked(target, method, given, listed) {
    return new Promise((resolve, reject) => {
        target[method](...given, (error, ...answer) => {
            if (error) reject(error);
            else resolve(listed ? answer.slice(0, 2) : answer[0]);
        });
    });
}

/** Methods that give their result as a promise. */
class Promised extends EventEmitter {
    constructor(target) {
        super();
        Object.defineProperty(this, 'target', { value: target });
        for (const event of ['error', 'connection', 'end', 'connect']) {
            target.on(event, (...values) => this.listenerCount(event) > 0 && this.emit(event, ...values));
        }
    }

    async query(...given) {
        return asked(this.target, 'query', given, true);
    }

    async execute(...given) {
        return asked(this.target, 'execute', given, true);
    }

    async end() {
        return asked(this.target, 'end', []);
    }

    format(sql, values) {
        return this.target.format(sql, values);
    }

    escape(value) {
        return this.target.escape(value);
    }

    escapeId(value, forbidQualified) {
        return this.target.escapeId(value, forbidQualified);
    }
}

class PromiseConnection extends Promised {
    get connection() {
        return this.target;
    }

    get config() {
        return this.target.config;
    }

    get threadId() {
        return this.target.threadId;
    }

    release() {
        this.target.release?.();
    }

    destroy() {
        this.target.destroy();
    }
}
for (const method of ['connect', 'beginTransaction', 'commit', 'rollback', 'ping', 'changeUser']) {
    Object.defineProperty(PromiseConnection.prototype, method, {
        value: async function ask(...given) {
            await asked(this.target, method, given);
        },
        writable: true,
        configurable: true,
    });
}

class PromisePool extends Promised {
    get pool() {
        return this.target;
    }

    async getConnection() {
        return new PromiseConnection(await asked(this.target, 'getConnection', []));
    }

    releaseConnection(connection) {
        connection.release();
    }
}

module.exports = { PromiseConnection, PromisePool };
