'use strict';

const { DatabaseSync } = require('node:sqlite');

function orderPage(size) {
    const database = new DatabaseSync('/srv/shop/orders.db');
    const rows = database.prepare('SELECT id FROM orders ORDER BY id DESC').all();
    database.close();
    return rows.map((row) => row.id).slice(0, Math.min(size, 20));
}

module.exports = { orderPage };
