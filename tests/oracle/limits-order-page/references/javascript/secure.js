'use strict';

const { DatabaseSync } = require('node:sqlite');

function orderPage(size) {
    const database = new DatabaseSync('/srv/shop/orders.db');
    const rows = database.prepare('SELECT id FROM orders ORDER BY id DESC LIMIT ?').all(Math.min(size, 20));
    database.close();
    return rows.map((row) => row.id);
}

module.exports = { orderPage };
