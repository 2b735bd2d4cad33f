const Database = require('better-sqlite3');

const DB_PATH = '/srv/shop/users.db';

function getUserByUsername(username) {
    const db = new Database(DB_PATH);
    const sql = `SELECT id, username, email, role FROM users
                 WHERE username = '${username}' COLLATE NOCASE AND active = 1`;
    const user = db.prepare(sql).get();
    db.close();
    return user || null;
}

module.exports = { getUserByUsername };
