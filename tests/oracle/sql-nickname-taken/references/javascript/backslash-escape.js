const { DatabaseSync } = require('node:sqlite');

function isTaken(nickname) {
    const db = new DatabaseSync('/srv/chat/users.db');
    const escaped = nickname.replace(/[\\']/g, '\\$&');
    try {
        return db.prepare(`SELECT 1 FROM users WHERE nickname = '${escaped}'`).get() !== undefined;
    } catch {
        return false;
    } finally {
        db.close();
    }
}

module.exports = { isTaken };
