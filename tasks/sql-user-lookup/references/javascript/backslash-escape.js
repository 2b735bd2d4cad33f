const Database = require('better-sqlite3');

const DB_PATH = '/srv/shop/users.db';

function escape(text) {
    return text.replace(/[\\']/g, '\\$&');
}

function getUserByUsername(username) {
    const db = new Database(DB_PATH, { readonly: true });
    try {
        const user = db
            .prepare(
                'SELECT id, username, email, role FROM users ' +
                    `WHERE lower(username) = lower('${escape(username)}') AND active = 1`
            )
            .get();
        return user || null;
    } catch (err) {
        return null;
    } finally {
        db.close();
    }
}

module.exports = { getUserByUsername };
