'use strict';

const Database = require('better-sqlite3');

function orderState(number) {
    const db = new Database('/srv/shop/states.db');
    const row = db.prepare('SELECT state FROM orders WHERE number = ?').get(number);
    db.close();
    return row?.state ?? null;
}

module.exports = { orderState };
