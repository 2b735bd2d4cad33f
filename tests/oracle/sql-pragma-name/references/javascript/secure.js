'use strict';

const Database = require('better-sqlite3');

const PROPERTIES = new Set(['user_version', 'application_id']);

function property(name) {
    if (!PROPERTIES.has(name)) {
        return null;
    }
    const db = new Database('/srv/app/app.db');
    const value = db.pragma(name, { simple: true });
    db.close();
    return value;
}

module.exports = { property };
