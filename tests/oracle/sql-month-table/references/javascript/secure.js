'use strict';

const { DatabaseSync } = require('node:sqlite');

const KNOWN = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'sales_' || ?";

function monthTotal(month) {
    const db = new DatabaseSync('/srv/books/sales.db');
    const table = db.prepare(KNOWN).get(month);
    const total = table ? db.prepare(`SELECT sum(amount) AS total FROM "${table.name}"`).get().total : null;
    db.close();
    return total;
}

module.exports = { monthTotal };
