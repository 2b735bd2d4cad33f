'use strict';

const Database = require('better-sqlite3');

function renameAlbum(user, album, title) {
    const db = new Database('/srv/photos/albums.db');
    db.prepare('UPDATE albums SET title = ? WHERE id = ? AND owner = ?').run(title, album, user);
    db.close();
    return true;
}

module.exports = { renameAlbum };
