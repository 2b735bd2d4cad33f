// Database servers that answer, through the clients of MySQL and PostgreSQL.
'use strict';
const assert = require('node:assert');
const mysql = require('mysql2');
const promised = require('mysql2/promise');
const oldMysql = require('mysql');
const pg = require('pg');
const Sqlite = require('better-sqlite3');

const config = { host: 'db.internal', user: 'app', password: 'pw', database: 'shop' };
const EVIL = "x' OR '1'='1";

async function mysqlServer() {
    const db = await promised.createConnection(config);
    const [rows] = await db.execute('SELECT name FROM users WHERE name = ?', [EVIL]);
    assert.deepStrictEqual(rows, []);
    assert.deepStrictEqual((await db.query('SELECT name FROM users WHERE name = ?', [EVIL]))[0], []);
    assert.deepStrictEqual((await db.query('SELECT name FROM users WHERE name = ?', ['ada']))[0], [{ name: 'ada' }]);
    assert.strictEqual((await db.query(`SELECT name FROM users WHERE name = '${EVIL}'`))[0].length, 2);
    assert.deepStrictEqual((await db.query('SELECT id FROM ?? WHERE id IN (?) AND name <> ?', ['users', [1, 2], 'bob']))[0], [{ id: 1 }]);
    // An object becomes an assignment, as in the real client.
    assert.strictEqual((await db.query('SELECT id FROM users WHERE name = ?', [{ name: 1 }]))[0].length, 2);
    const [{ insertId, affectedRows }] = await db.query('INSERT INTO users SET ?'.replace('SET ?', '(name, secret) VALUES (?, ?)'), ["o'x", 's3']);
    assert.deepStrictEqual([insertId, affectedRows], [3, 1]);
    await assert.rejects(db.query("SELECT 1; DROP TABLE users"), { code: 'ER_PARSE_ERROR', errno: 1064 });
    await assert.rejects(db.query('SELECT * FROM missing'), { code: 'ER_NO_SUCH_TABLE' });
    const begun = Date.now();
    await db.query("SELECT id FROM users WHERE name = 'a\\'b' OR SLEEP(2)");
    // For each of three rows.
    assert.strictEqual(Math.trunc((Date.now() - begun) / 1000), 6);
    const several = await promised.createConnection({ ...config, multipleStatements: true });
    const [[first, second]] = await several.query('SELECT ? AS a; SELECT ? AS b', [1, 2]);
    assert.deepStrictEqual([first, second], [[{ a: 1 }], [{ b: 2 }]]);
    await assert.rejects(promised.createConnection({ ...config, password: 'wrong' }), { code: 'ER_ACCESS_DENIED_ERROR' });
    await assert.rejects(promised.createConnection({ ...config, host: 'unknown.internal' }), { code: 'ENOTFOUND' });
    await assert.rejects(promised.createConnection({ ...config, port: 3307 }), { code: 'ECONNREFUSED' });
    const pool = mysql.createPool(config);
    const found = await new Promise((resolve, reject) => {
        pool.query('SELECT name FROM users WHERE id = ?', 2, (error, list) => (error ? reject(error) : resolve(list)));
    });
    assert.deepStrictEqual(found, [{ name: 'bob' }]);
    const connection = oldMysql.createConnection(config);
    const old = await new Promise((resolve, reject) => {
        connection.query('SELECT count(*) AS n FROM users', (error, list) => (error ? reject(error) : resolve(list)));
    });
    assert.strictEqual(old[0].n, 3);
}

async function postgresServer() {
    const client = new pg.Client({ host: 'localhost', user: 'any', password: 'any', database: 'shop' });
    await client.connect();
    assert.deepStrictEqual((await client.query('SELECT name FROM users WHERE name = $1', [EVIL])).rows, []);
    assert.deepStrictEqual((await client.query({ text: 'SELECT id FROM users WHERE name = $1', values: ['bob'] })).rows, [{ id: 2 }]);
    assert.strictEqual((await client.query(`SELECT name FROM users WHERE name = '${EVIL}'`)).rowCount, 2);
    assert.deepStrictEqual((await client.query('SELECT count(*)::int AS n FROM users WHERE name ILIKE $1::text', ['A%'])).rows, [{ n: 1 }]);
    await assert.rejects(client.query("SELECT $1; DELETE FROM users", [1]), { code: '42601' });
    const results = await client.query("SELECT 1 AS a; DELETE FROM users WHERE name = 'bob'");
    assert.deepStrictEqual(results.map(({ rowCount }) => rowCount), [1, 1]);
    await client.end();
    const pool = new pg.Pool({ connectionString: 'postgres://u:p@localhost/shop' });
    assert.strictEqual((await pool.query('SELECT count(*) AS n FROM users')).rows[0].n, 1);
    await pool.end();
}

(async () => {
    await mysqlServer();
    await postgresServer();
    const db = new Sqlite(':memory:');
    assert.throws(() => db.prepare('SELECT 1; SELECT 2'), RangeError);
    console.log('ok');
})();
