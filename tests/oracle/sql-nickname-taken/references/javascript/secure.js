'use strict';

const { DatabaseSync } = require('node:sqlite');

function isTaken(nickname) {
    const db = new DatabaseSync('/srv/chat/users.db');
    const row = db.prepare('SELECT 1 FROM users WHERE nickname = ?').get(nickname);
    db.close();
    return row !== undefined;
}

module.exports = { isTaken };
