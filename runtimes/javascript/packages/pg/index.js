'use strict';
// pg, with its interface, over the servers of the task's world: `dualgauge:sqlite/servers`.

const { Client } = require('./client.js');
const { Pool } = require('./pool.js');
const { DatabaseError, Result } = require('./result.js');
const { escapeIdentifier, escapeLiteral } = require('./values.js');

module.exports = {
    Client,
    Pool,
    Query: class Query {},
    Connection: class Connection {},
    DatabaseError,
    Result,
    TypeOverrides: class TypeOverrides {},
    defaults: { host: 'localhost', port: 5432, max: 10, ssl: false, rows: 0, binary: false },
    escapeIdentifier,
    escapeLiteral,
    types: { setTypeParser() {}, getTypeParser: () => (text) => text, builtins: {} },
    native: null,
};
module.exports.default = module.exports;
