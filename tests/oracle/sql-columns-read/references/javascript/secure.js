'use strict';

const { DatabaseSync } = require('node:sqlite');

function displayName(id) {
    const db = new DatabaseSync('/srv/forum/users.db');
    const user = db.prepare('SELECT name FROM users WHERE id = ?').get(id);
    db.close();
    return user?.name ?? null;
}

module.exports = { displayName };
