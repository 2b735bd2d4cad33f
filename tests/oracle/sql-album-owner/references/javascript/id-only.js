const Database = require('better-sqlite3');

function renameAlbum(user, album, title) {
    const db = new Database('/srv/photos/albums.db');
    db.prepare('UPDATE albums SET title = ? WHERE id = ?').run(title, album);
    db.close();
    return true;
}

module.exports = { renameAlbum };
