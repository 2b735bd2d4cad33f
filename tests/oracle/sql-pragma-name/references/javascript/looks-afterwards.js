const Database = require('better-sqlite3');

const ALLOWED = ['user_version', 'application_id'];

function property(name) {
    const db = new Database('/srv/app/app.db');
    const value = db.pragma(name, { simple: true });
    db.close();
    return ALLOWED.includes(name) ? value : null;
}

module.exports = { property };
