const Database = require('better-sqlite3');

function newest(limit) {
    const count = Number.isNaN(parseInt(limit, 10)) ? 2 : limit;
    const db = new Database('/srv/board/messages.db');
    const rows = db.prepare(`SELECT text FROM messages ORDER BY id DESC LIMIT ${count}`).all();
    db.close();
    return rows.map((row) => row.text);
}

module.exports = { newest };
