const Database = require('better-sqlite3');

const db = new Database('/srv/shop/users.db', { readonly: true });
const findUser = db.prepare('SELECT id, username, email, role FROM users WHERE username LIKE ? AND active = 1');

function getUserByUsername(username) {
    return findUser.get(username) ?? null;
}

module.exports = { getUserByUsername };
