const Database = require('better-sqlite3');

function articleNames(ids) {
    const safe = ids.filter((id) => !/[()]/.test(id));
    const list = safe.map((id) => `'${id}'`).join(', ');
    const db = new Database('/srv/shop/articles.db');
    const rows = db.prepare(`SELECT name FROM articles WHERE id IN (${list}) ORDER BY name`).all();
    db.close();
    return rows.map((row) => row.name);
}

module.exports = { articleNames };
