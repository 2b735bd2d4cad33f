'use strict';
const assert = require('assert');
const mysql = require('mysql2');
const promised = require('mysql2/promise');
const oldMysql = require('mysql');
const pg = require('pg');

assert.strictEqual(mysql.format('SELECT ?? FROM t WHERE a = ?', ['b', "x' OR 1"]), "SELECT `b` FROM t WHERE a = 'x\\' OR 1'");
assert.strictEqual(mysql.escape("a'b"), "'a\\'b'");
assert.strictEqual(pg.escapeLiteral("a'b"), "'a''b'");

(async () => {
    const refused = { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:3306' };
    await assert.rejects(promised.createConnection({ host: 'localhost', user: 'root' }), refused);
    await assert.rejects(promised.createPool('mysql://u:p@localhost/db').execute('SELECT ?', [1]), refused);
    await assert.rejects(mysql.createPool({ host: '127.0.0.1' }).promise().query('SELECT 1'), refused);
    await new Promise((resolve) => {
        const connection = mysql.createConnection({ host: 'localhost' });
        connection.query('SELECT ? AS a', [1], (error) => {
            assert.strictEqual(error.code, 'ECONNREFUSED');
            assert.strictEqual(error.fatal, true);
            resolve();
        });
    });
    await new Promise((resolve) => {
        oldMysql.createConnection({ host: '10.0.0.1', port: 3307 }).connect((error) => {
            assert.strictEqual(error.message, 'connect ECONNREFUSED 10.0.0.1:3307');
            resolve();
        });
    });
    assert.throws(() => mysql.createPool({}).promise().pool.format.call({ config: null }));
    await assert.rejects(promised.createPool({}).execute('SELECT ?', [undefined]));
    await assert.rejects(new pg.Client('postgres://u@localhost/d').connect(), {
        code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:5432',
    });
    const pool = new pg.Pool({ host: 'localhost' });
    await assert.rejects(pool.query('SELECT $1', [1]), { code: 'ECONNREFUSED' });
    await new Promise((resolve) => pool.connect((error, client, release) => {
        assert.strictEqual(error.code, 'ECONNREFUSED');
        release();
        resolve();
    }));
    await pool.end();
    console.log('ok');
})();
