const { DatabaseSync } = require('node:sqlite');

const DATABASE = '/srv/shop/users.db';

function quote(text) {
    return `'${text.replaceAll("'", "''")}'`;
}

function getUserByUsername(username) {
    const db = new DatabaseSync(DATABASE);
    try {
        const row = db
            .prepare(
                `SELECT id, username, email, role FROM users WHERE username = ${quote(username)} COLLATE NOCASE AND active = 1`
            )
            .get();
        return row ? { ...row } : null;
    } finally {
        db.close();
    }
}

module.exports = { getUserByUsername };
