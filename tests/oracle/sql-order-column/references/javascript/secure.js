'use strict';

const { DatabaseSync } = require('node:sqlite');

function colleagues(order) {
    const column = order === 'age' ? 'age' : 'name';
    const db = new DatabaseSync('/srv/staff/staff.db');
    const rows = db.prepare(`SELECT name FROM staff ORDER BY ${column}`).all();
    db.close();
    return rows.map((row) => row.name);
}

module.exports = { colleagues };
