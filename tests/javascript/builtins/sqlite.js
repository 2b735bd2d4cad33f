// module: sqlite
'use strict';
const { assert, works } = require('../checks.js');
let sqlite;
try {
    sqlite = require('node:sqlite');
} catch {
    /* Node 20 has none. */
}
if (sqlite) {
    works('DatabaseSync (from Node 22)', () => {
        const db = new sqlite.DatabaseSync(':memory:');
        db.exec('CREATE TABLE t (a INTEGER, b TEXT)');
        const insert = db.prepare('INSERT INTO t VALUES (?, ?)');
        assert.strictEqual(Number(insert.run(1, 'x').changes), 1);
        assert.deepStrictEqual({ ...db.prepare('SELECT * FROM t WHERE a = ?').get(1) }, { a: 1, b: 'x' });
        assert.throws(() => db.exec('NONE'));
        db.close();
    });
}
