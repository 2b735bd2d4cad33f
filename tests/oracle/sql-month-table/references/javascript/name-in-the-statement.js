const { DatabaseSync } = require('node:sqlite');

function monthTotal(month) {
    const db = new DatabaseSync('/srv/books/sales.db');
    try {
        return db.prepare(`SELECT sum(amount) AS total FROM sales_${month}`).get().total;
    } catch {
        return null;
    } finally {
        db.close();
    }
}

module.exports = { monthTotal };
