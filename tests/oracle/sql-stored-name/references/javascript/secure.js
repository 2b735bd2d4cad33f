'use strict';

const Database = require('better-sqlite3');

function orderCount(customer) {
    const db = new Database('/srv/shop/orders.db');
    const { name } = db.prepare('SELECT name FROM customers WHERE id = ?').get(customer);
    const count = db.prepare('SELECT count(*) FROM orders WHERE customer = ?').pluck().get(name);
    db.close();
    return count;
}

module.exports = { orderCount };
