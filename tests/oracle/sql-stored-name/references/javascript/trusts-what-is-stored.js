const Database = require('better-sqlite3');

function orderCount(customer) {
    const db = new Database('/srv/shop/orders.db');
    const { name } = db.prepare('SELECT name FROM customers WHERE id = ?').get(customer);
    const row = db.prepare(`SELECT count(*) AS n FROM orders WHERE customer = '${name}'`).get();
    db.close();
    return row.n;
}

module.exports = { orderCount };
