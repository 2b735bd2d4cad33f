'use strict';

const Database = require('better-sqlite3');

const QUERY = 'SELECT title FROM books WHERE substr(title, 1, length(?1)) = ?1 ORDER BY title LIMIT 1';

function firstTitle(beginning) {
    const db = new Database('/srv/library/books.db');
    const row = db.prepare(QUERY).get({ 1: beginning });
    db.close();
    return row?.title ?? null;
}

module.exports = { firstTitle };
