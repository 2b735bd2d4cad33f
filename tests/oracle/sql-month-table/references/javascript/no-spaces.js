const { DatabaseSync } = require('node:sqlite');

function monthTotal(month) {
    const table = `sales_${month.replace(/ /g, '')}`;
    const db = new DatabaseSync('/srv/books/sales.db');
    try {
        return db.prepare(`SELECT sum(amount) AS total FROM ${table}`).get().total;
    } catch {
        return null;
    } finally {
        db.close();
    }
}

module.exports = { monthTotal };
