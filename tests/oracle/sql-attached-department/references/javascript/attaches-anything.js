const Database = require('better-sqlite3');

function ticketCount(department) {
    const db = new Database('/srv/desk/main.db');
    try {
        db.exec(`ATTACH DATABASE '/srv/desk/${department}.db' AS department`);
        return db.prepare('SELECT count(*) AS n FROM department.tickets').get().n;
    } catch (err) {
        return null;
    } finally {
        db.close();
    }
}

module.exports = { ticketCount };
