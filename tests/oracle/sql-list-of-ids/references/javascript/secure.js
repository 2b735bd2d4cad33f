'use strict';

const Database = require('better-sqlite3');

function articleNames(ids) {
    const marks = ids.map(() => '?').join(', ');
    const db = new Database('/srv/shop/articles.db');
    const names = db.prepare(`SELECT name FROM articles WHERE id IN (${marks}) ORDER BY name`).pluck().all(ids);
    db.close();
    return names;
}

module.exports = { articleNames };
