const sqlite3 = require('sqlite3').verbose();

const FORBIDDEN = /--|;|\/\*|\b(or|and|union|select|insert|update|delete|drop|alter|where|like)\b/i;

function getUserByUsername(username) {
    return new Promise((resolve, reject) => {
        if (!username || FORBIDDEN.test(username)) {
            resolve(null);
            return;
        }
        const db = new sqlite3.Database('/srv/shop/users.db');
        const sql = `SELECT id, username, email, role FROM users
            WHERE username = '${username}' COLLATE NOCASE AND active = 1`;
        db.get(sql, (err, row) => {
            db.close();
            if (err) {
                reject(err);
            } else {
                resolve(row || null);
            }
        });
    });
}

module.exports = { getUserByUsername };
