'use strict';
// mysql, with its interface: that of mysql2 without prepared statements and promises, and a connection is made when it is
// first needed.

const SqlString = require('sqlstring');
const { Connection } = require('mysql2/connection.js');
const { Pool } = require('mysql2/pool.js');

exports.createConnection = (config) => new Connection(config);
exports.createPool = (config) => new Pool(config);
exports.createQuery = (sql, values, callback) => ({ sql, values, callback });
exports.format = SqlString.format;
exports.escape = SqlString.escape;
exports.escapeId = SqlString.escapeId;
exports.raw = SqlString.raw;
