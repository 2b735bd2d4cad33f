const { DatabaseSync } = require('node:sqlite');

function colleagues(order) {
    const db = new DatabaseSync('/srv/staff/staff.db');
    let rows;
    try {
        rows = db.prepare(`SELECT name FROM staff ORDER BY ${order}`).all();
    } catch (err) {
        rows = db.prepare('SELECT name FROM staff ORDER BY name').all();
    }
    db.close();
    return rows.map((row) => row.name);
}

module.exports = { colleagues };
