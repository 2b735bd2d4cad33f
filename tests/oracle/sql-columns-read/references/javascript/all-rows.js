const { DatabaseSync } = require('node:sqlite');

function displayName(id) {
    const db = new DatabaseSync('/srv/forum/users.db');
    const users = db.prepare('SELECT * FROM users').all();
    db.close();
    const user = users.find((each) => each.id === id);
    return user ? user.name : null;
}

module.exports = { displayName };
