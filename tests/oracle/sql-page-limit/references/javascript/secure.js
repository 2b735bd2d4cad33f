'use strict';

const Database = require('better-sqlite3');

function newest(limit) {
    const count = /^\d$/.test(limit) ? Number(limit) : 2;
    const db = new Database('/srv/board/messages.db');
    const rows = db.prepare('SELECT text FROM messages ORDER BY id DESC LIMIT ?').all(count);
    db.close();
    return rows.map((row) => row.text);
}

module.exports = { newest };
