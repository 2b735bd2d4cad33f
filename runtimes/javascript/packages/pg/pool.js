'use strict';
const { EventEmitter } = require('events');
const { Client, told } = require('./client.js');

/** Some clients to a server. */
class Pool extends EventEmitter {
    #free = [];
    #used = 0;

    constructor(options) {
        super();
        this.options = typeof options === 'string' ? { connectionString: options } : { ...options };
        this.options.max ??= 10;
        this.ending = false;
        this.ended = false;
    }

    get totalCount() {
        return this.#free.length + this.#used;
    }

    get idleCount() {
        return this.#free.length;
    }

    get waitingCount() {
        return 0;
    }

    connect(callback) {
        const promise = this.#take();
        if (typeof callback !== 'function') return promise;
        promise.then(
            (client) => setImmediate(() => callback(undefined, client, client.release)),
            (error) => setImmediate(() => callback(error, undefined, () => {})),
        );
        return undefined;
    }

    query(text, values, callback) {
        if (typeof values === 'function') [values, callback] = [undefined, values];
        const promise = this.#take().then(async (client) => {
            try {
                return await client.query(text, values);
            } finally {
                client.release();
            }
        });
        if (typeof callback !== 'function') return promise;
        promise.then((result) => setImmediate(() => callback(null, result)), (error) => setImmediate(() => callback(error)));
        return undefined;
    }

    end(callback) {
        return told(callback, () => {
            if (this.ending) throw new Error('Called end on pool more than once');
            this.ending = true;
            this.ended = true;
            for (const client of this.#free.splice(0)) client.end();
        });
    }

    async #take() {
        if (this.ending) throw new Error('Cannot use a pool after calling end on the pool');
        let client = this.#free.pop();
        if (client === undefined) {
            client = new Client(this.options);
            await client.connect();
            this.emit('connect', client);
        }
        this.#used += 1;
        let released = false;
        client.release = (error) => {
            if (released) throw new Error('Release called on client which has already been released to the pool.');
            released = true;
            this.#used -= 1;
            if (error) client.end();
            else this.#free.push(client);
        };
        this.emit('acquire', client);
        return client;
    }
}

module.exports = { Pool };
