'use strict';
const assert = require('assert');
const sqlite3 = require('sqlite3').verbose();

const order = [];
const db = new sqlite3.Database(':memory:', (error) => {
    assert.strictEqual(error, null);
    order.push('open');
});
assert.strictEqual(sqlite3.OPEN_READONLY, 1);
db.serialize(() => {
    db.run('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b BLOB)');
    db.run('INSERT INTO t (a, b) VALUES (?, ?)', ['x', Buffer.from('bin')], function inserted(error) {
        assert.strictEqual(error, null);
        assert.strictEqual(this.lastID, 1);
        assert.strictEqual(this.changes, 1);
        order.push('run');
    });
    db.run('INSERT INTO t (a) VALUES ($a)', { $a: 'y' });
    db.run('INSERT INTO t (a) VALUES (?)', 'x', function refused(error) {
        assert.strictEqual(error.code, 'SQLITE_CONSTRAINT');
        assert.strictEqual(error.errno, 19);
        assert.strictEqual(error.message, 'SQLITE_CONSTRAINT: UNIQUE constraint failed: t.a');
        order.push('refused');
    });
    db.get('SELECT * FROM t WHERE id = ?', 1, (error, row) => {
        assert.deepStrictEqual(row, { id: 1, a: 'x', b: Buffer.from('bin') });
        order.push('get');
    });
    db.get('SELECT * FROM t WHERE id = ?', [7], (error, row) => {
        assert.strictEqual(error, null);
        assert.strictEqual(row, undefined);
    });
    db.all("SELECT a FROM t WHERE a = 'x' OR '1'='1'", (error, rows) => {
        assert.deepStrictEqual(rows, [{ a: 'x' }, { a: 'y' }]);
        order.push('all');
    });
    const each = [];
    db.each('SELECT id FROM t', (error, row) => each.push(row.id), (error, count) => {
        assert.deepStrictEqual([each, count], [[1, 2], 2]);
        order.push('each');
    });
    db.all('SELECT * FROM absent', (error, rows) => {
        assert.strictEqual(error.message, 'SQLITE_ERROR: no such table: absent');
        assert.strictEqual(error.errno, 1);
        assert.strictEqual(rows, undefined);
        order.push('absent');
    });
    db.get('SELECT ? AS v', [1, 2], (error) => {
        assert.strictEqual(error.message, 'SQLITE_RANGE: column index out of range');
    });
    db.get('SELECT typeof(?1) AS a, typeof(?2) AS b, ?3 AS c', [1, 1.5, true], (error, row) => {
        assert.deepStrictEqual(row, { a: 'integer', b: 'real', c: 1 });
    });
    db.exec('INSERT INTO t(a) VALUES (1); INSERT INTO t(a) VALUES (2);', (error) => assert.strictEqual(error, null));
    db.exec('INSERT INTO t(a) VALUES (1); SELEC', (error) => assert.strictEqual(error.code, 'SQLITE_CONSTRAINT'));

    const insert = db.prepare('INSERT INTO t (a) VALUES (?)');
    for (let i = 0; i < 3; i += 1) insert.run(`n${i}`);
    insert.finalize();
    const step = db.prepare('SELECT a FROM t WHERE a LIKE ? ORDER BY a', 'n%');
    step.get((error, row) => assert.strictEqual(row.a, 'n0'));
    step.get((error, row) => assert.strictEqual(row.a, 'n1'));
    step.all((error, rows) => {
        assert.strictEqual(rows.length, 3);
        order.push('stepped');
    });
    db.close((error) => {
        assert.strictEqual(error.code, 'SQLITE_BUSY');
        step.finalize();
        db.close((second) => {
            assert.strictEqual(second, null);
            order.push('closed');
            db.all('SELECT 1', (third) => {
                assert.strictEqual(third.message, 'SQLITE_MISUSE: Database is closed');
                absent();
            });
        });
    });
});

function absent() {
    new sqlite3.Database('/tmp/absent/x.db', sqlite3.OPEN_READWRITE, (error) => {
        assert.strictEqual(error.message, 'SQLITE_CANTOPEN: unable to open database file');
        assert.strictEqual(error.errno, 14);
        assert.deepStrictEqual(order, [
            'open', 'run', 'refused', 'get', 'all', 'each', 'absent', 'stepped', 'closed',
        ]);
        promised();
    });
}

async function promised() {
    const { open } = require('sqlite');
    const wrapped = await open({ filename: ':memory:', driver: sqlite3.Database });
    await wrapped.exec('CREATE TABLE p (a)');
    const done = await wrapped.run('INSERT INTO p VALUES (?)', 5);
    assert.strictEqual(done.lastID, 1);
    assert.strictEqual(done.changes, 1);
    assert.deepStrictEqual(await wrapped.get('SELECT * FROM p WHERE a = :a', { ':a': 5 }), { a: 5 });
    assert.deepStrictEqual(await wrapped.all('SELECT * FROM p'), [{ a: 5 }]);
    await assert.rejects(wrapped.get('SELECT * FROM q'), { code: 'SQLITE_ERROR' });
    const statement = await wrapped.prepare('SELECT a + ? AS s FROM p');
    assert.deepStrictEqual(await statement.get(1), { s: 6 });
    await statement.finalize();
    const rows = [];
    assert.strictEqual(await wrapped.each('SELECT a FROM p', (error, row) => rows.push(row)), 1);
    await wrapped.close();
    console.log('ok');
}
