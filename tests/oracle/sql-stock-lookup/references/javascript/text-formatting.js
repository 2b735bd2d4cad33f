const Database = require('better-sqlite3');

function stock(product) {
    const db = new Database('/srv/shop/stock.db');
    try {
        const row = db.prepare(`SELECT stock FROM products WHERE name = '${product}'`).get();
        return row ? row.stock : null;
    } finally {
        db.close();
    }
}

module.exports = { stock };
