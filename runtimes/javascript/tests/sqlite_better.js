'use strict';
const assert = require('assert');
const fs = require('fs');
const Database = require('better-sqlite3');

const db = new Database(':memory:');
assert.strictEqual(db.memory, true);
assert.strictEqual(db.open, true);
assert.ok(Database(':memory:') instanceof Database);
db.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, age REAL, data BLOB); -- end');

// Running, and what it tells.
const insert = db.prepare('INSERT INTO users (name, age, data) VALUES (?, @age, $data)');
assert.throws(() => insert.run('a'), (e) => e instanceof TypeError && e.message === 'Missing named parameters');
assert.deepStrictEqual(insert.run('ann', { age: 30, data: Buffer.from([0, 255]) }), { changes: 1, lastInsertRowid: 1 });
assert.deepStrictEqual(insert.run(['bob'], { age: null, data: null }), { changes: 1, lastInsertRowid: 2 });
assert.throws(() => insert.run('c', { age: 1 }), { message: 'Missing named parameter "data"', name: 'RangeError' });
assert.throws(() => insert.run('ann', { age: 1, data: null }), (e) =>
    e instanceof Database.SqliteError && e.code === 'SQLITE_CONSTRAINT_UNIQUE' && e.name === 'SqliteError'
    && e.message === 'UNIQUE constraint failed: users.name');

// Rows.
const all = db.prepare('SELECT * FROM users ORDER BY id').all();
assert.deepStrictEqual(all, [
    { id: 1, name: 'ann', age: 30, data: Buffer.from([0, 255]) },
    { id: 2, name: 'bob', age: null, data: null },
]);
assert.ok(Buffer.isBuffer(all[0].data));
assert.strictEqual(db.prepare('SELECT name FROM users WHERE id = ?').pluck().get(2), 'bob');
assert.strictEqual(db.prepare('SELECT name FROM users WHERE id = ?').get(99), undefined);
assert.deepStrictEqual(db.prepare('SELECT id, name FROM users').raw().all(), [[1, 'ann'], [2, 'bob']]);
assert.deepStrictEqual(db.prepare('SELECT u.id, 5 AS x FROM users u LIMIT 1').expand().get(), { users: { id: 1 }, $: { x: 5 } });
const seen = [];
for (const row of db.prepare('SELECT name FROM users').iterate()) {
    seen.push(row.name);
    assert.throws(() => db.exec('DELETE FROM users'), { message: 'This database connection is busy executing a query' });
}
assert.deepStrictEqual(seen, ['ann', 'bob']);
for (const row of db.prepare('SELECT name FROM users').iterate()) {
    assert.ok(row);
    break;
}
assert.deepStrictEqual(db.prepare('SELECT id FROM users').columns(), [
    { name: 'id', column: 'id', table: 'users', database: 'main', type: 'INTEGER' },
]);

// What is refused.
assert.throws(() => db.prepare('SELECT 1; SELECT 2'), {
    name: 'RangeError', message: 'The supplied SQL string contains more than one statement',
});
assert.ok(db.prepare('SELECT 1; -- that is all\n /* yes */ ;'));
assert.throws(() => db.prepare('  -- nothing'), { message: 'The supplied SQL string contains no statements' });
assert.throws(() => db.prepare('SELEC 1'), (e) => e.code === 'SQLITE_ERROR' && e.message === 'near "SELEC": syntax error');
assert.throws(() => db.prepare('SELECT ?').get(), { name: 'RangeError', message: 'Too few parameter values were provided' });
assert.throws(() => db.prepare('SELECT ?').get(1, 2), { name: 'RangeError', message: 'Too many parameter values were provided' });
assert.throws(() => db.prepare('SELECT ?').get(true), {
    name: 'TypeError', message: 'SQLite3 can only bind numbers, strings, bigints, buffers, and null',
});
assert.throws(() => db.prepare("INSERT INTO users(name) VALUES ('x')").get(), {
    name: 'TypeError', message: 'This statement does not return data. Use run() instead',
});
assert.throws(() => db.prepare(5), { name: 'TypeError', message: 'Expected first argument to be a string' });

// Integers.
assert.strictEqual(db.prepare('SELECT 9007199254740993 AS n').pluck().get(), 9007199254740992);
assert.strictEqual(db.prepare('SELECT 9007199254740993 AS n').safeIntegers().pluck().get(), 9007199254740993n);
assert.strictEqual(db.prepare('SELECT typeof(?)').pluck().get(1), 'real');
assert.strictEqual(db.prepare('SELECT typeof(?)').pluck().get(1n), 'integer');
assert.strictEqual(db.prepare('SELECT ?').safeIntegers().pluck().get(2n ** 62n), 2n ** 62n);
assert.throws(() => db.prepare('SELECT ?').get(2n ** 63n), { name: 'RangeError' });

// Values that stay.
const bound = db.prepare('SELECT ? || ?').pluck().bind('a', 'b');
assert.strictEqual(bound.get(), 'ab');
assert.throws(() => bound.get('c'), { message: 'This statement already has bound parameters' });
assert.throws(() => bound.bind('c', 'd'), { message: 'The bind() method can only be invoked once per statement object' });

// Transactions.
const both = db.transaction((names) => {
    for (const name of names) insert.run(name, { age: 1, data: null });
    return names.length;
});
assert.strictEqual(both(['c', 'd']), 2);
assert.throws(() => both(['e', 'ann']), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
assert.strictEqual(db.prepare('SELECT count(*) FROM users').pluck().get(), 4);
assert.strictEqual(db.inTransaction, false);
db.transaction(() => {
    assert.strictEqual(db.inTransaction, true);
    assert.throws(() => both(['f', 'ann']));
    both.immediate(['g']);
}).exclusive();
assert.strictEqual(db.prepare('SELECT count(*) FROM users').pluck().get(), 5);
assert.throws(() => db.transaction(async () => {})(), { message: 'Transaction function cannot return a promise' });

// Functions of the program.
db.function('double', (x) => x * 2);
assert.strictEqual(db.prepare('SELECT double(21)').pluck().get(), 42);
db.function('glue', { varargs: true, deterministic: true }, (...parts) => parts.join('+'));
assert.strictEqual(db.prepare("SELECT glue('a', 1, NULL)").pluck().get(), 'a+1+');
db.function('fails', () => { throw new RangeError('no'); });
assert.throws(() => db.prepare('SELECT fails()').get(), { name: 'RangeError', message: 'no' });
db.aggregate('longest', { start: '', step: (best, next) => (next.length > best.length ? next : best) });
assert.strictEqual(db.prepare("SELECT longest(column1) FROM (VALUES ('a'), ('ccc'), ('bb'))").pluck().get(), 'ccc');

// Pragmas, many statements, files.
assert.deepStrictEqual(db.pragma('user_version'), [{ user_version: 0 }]);
assert.strictEqual(db.pragma('user_version', { simple: true }), 0);
const many = Array.from({ length: 500 }, (_, i) => db.prepare(`SELECT ${i} AS n`));
assert.ok(many.every((statement, i) => statement.get().n === i));
assert.throws(() => new Database('/nowhere/x.db'), { message: 'Cannot open database because the directory does not exist' });
assert.throws(() => new Database('/tmp/absent.db', { fileMustExist: true }), { code: 'SQLITE_CANTOPEN' });
const file = '/tmp/sqlite_better_test.db';
fs.rmSync(file, { force: true });
const first = new Database(file);
first.exec("CREATE TABLE t (a); INSERT INTO t VALUES ('kept')");
const second = new Database(file, { timeout: 1, readonly: true });
first.exec('BEGIN EXCLUSIVE');
assert.throws(() => second.prepare('SELECT * FROM t').all(), { code: 'SQLITE_BUSY' });
first.exec('COMMIT');
assert.deepStrictEqual(second.prepare('SELECT * FROM t').all(), [{ a: 'kept' }]);
assert.throws(() => second.exec('DELETE FROM t'), { code: 'SQLITE_READONLY' });
first.close();
second.close();
assert.throws(() => first.prepare('SELECT 1'), { message: 'The database connection is not open' });
assert.strictEqual(fs.readFileSync(file).subarray(0, 15).toString(), 'SQLite format 3');
assert.ok(!fs.existsSync(`${file}-journal`) && !fs.existsSync(`${file}.lock`));
fs.rmSync(file);

// What is written and what the log hears.
const heard = [];
const logged = new Database(':memory:', { verbose: (sql) => heard.push(sql) });
logged.prepare('SELECT ?').get('it\'s');
assert.deepStrictEqual(heard, ["SELECT 'it''s'"]);
console.log('ok');
