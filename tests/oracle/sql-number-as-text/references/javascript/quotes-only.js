const Database = require('better-sqlite3');

function orderState(number) {
    const db = new Database('/srv/shop/states.db');
    const escaped = number.replace(/'/g, "''");
    try {
        const row = db.prepare(`SELECT state FROM orders WHERE number = ${escaped}`).get();
        return row ? row.state : null;
    } catch {
        return null;
    } finally {
        db.close();
    }
}

module.exports = { orderState };
