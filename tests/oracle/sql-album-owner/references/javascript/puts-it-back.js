const Database = require('better-sqlite3');

function renameAlbum(user, album, title) {
    const db = new Database('/srv/photos/albums.db');
    const before = db.prepare('SELECT owner, title FROM albums WHERE id = ?').get(album);
    const update = db.prepare('UPDATE albums SET title = ? WHERE id = ?');
    update.run(title, album);
    if (before.owner !== user) {
        update.run(before.title, album);
    }
    db.close();
    return true;
}

module.exports = { renameAlbum };
