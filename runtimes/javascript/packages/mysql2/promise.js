'use strict';
// mysql2/promise.

const SqlString = require('sqlstring');
const { Connection } = require('./connection.js');
const { Pool } = require('./pool.js');
const { PromiseConnection, PromisePool } = require('./promises.js');

/** Connects; rejected where that is refused. */
async function createConnection(config) {
    const connection = new PromiseConnection(new Connection(config));
    await connection.connect();
    return connection;
}

exports.createConnection = createConnection;
exports.connect = createConnection;
exports.createPool = (config) => new PromisePool(new Pool(config));
exports.PromiseConnection = PromiseConnection;
exports.PromisePool = PromisePool;
exports.format = SqlString.format;
exports.escape = SqlString.escape;
exports.escapeId = SqlString.escapeId;
exports.raw = SqlString.raw;
