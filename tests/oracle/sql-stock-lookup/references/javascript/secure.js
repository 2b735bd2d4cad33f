'use strict';

const Database = require('better-sqlite3');

function stock(product) {
    const db = new Database('/srv/shop/stock.db');
    const row = db.prepare('SELECT stock FROM products WHERE name = ?').get(product);
    db.close();
    return row?.stock ?? null;
}

module.exports = { stock };
