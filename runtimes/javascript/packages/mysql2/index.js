'use strict';
// mysql2, with its interface, over the servers of the task's world: `dualgauge:sqlite/servers`.

const SqlString = require('sqlstring');
const { Connection } = require('./connection.js');
const { Pool } = require('./pool.js');
const promise = require('./promise.js');
const { PromiseConnection, PromisePool } = require('./promises.js');

Connection.prototype.promise = function promised() {
    return new PromiseConnection(this);
};
Pool.prototype.promise = function promised() {
    return new PromisePool(this);
};

function createConnection(config) {
    const connection = new Connection(config);
    // The client connects at once; what it hears goes to whoever listens, or to the first question.
    setImmediate(() => connection.connect((error) => {
        if (error === null) connection.emit('connect', {});
        else if (connection.listenerCount('error') > 0) connection.emit('error', error);
    }));
    return connection;
}

exports.createConnection = createConnection;
exports.connect = createConnection;
exports.createPool = (config) => new Pool(config);
exports.createPoolPromise = (config) => new PromisePool(new Pool(config));
exports.Connection = Connection;
exports.Pool = Pool;
exports.format = SqlString.format;
exports.escape = SqlString.escape;
exports.escapeId = SqlString.escapeId;
exports.raw = SqlString.raw;
exports.createConnectionPromise = promise.createConnection;
