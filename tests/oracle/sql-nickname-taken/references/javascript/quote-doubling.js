const { DatabaseSync } = require('node:sqlite');

function isTaken(nickname) {
    const db = new DatabaseSync('/srv/chat/users.db');
    const quoted = `'${nickname.replaceAll("'", "''")}'`;
    const row = db.prepare(`SELECT 1 FROM users WHERE nickname = ${quoted}`).get();
    db.close();
    return row !== undefined;
}

module.exports = { isTaken };
