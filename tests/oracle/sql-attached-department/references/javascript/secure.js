'use strict';

const Database = require('better-sqlite3');

function ticketCount(department) {
    const db = new Database('/srv/desk/main.db');
    try {
        if (!db.prepare('SELECT 1 FROM departments WHERE name = ?').get(department)) {
            return null;
        }
        db.prepare('ATTACH DATABASE ? AS department').run(`/srv/desk/${department}.db`);
        return db.prepare('SELECT count(*) FROM department.tickets').pluck().get();
    } finally {
        db.close();
    }
}

module.exports = { ticketCount };
