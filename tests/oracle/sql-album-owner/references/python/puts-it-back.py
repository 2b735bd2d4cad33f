import sqlite3


def rename_album(user, album, title):
    connection = sqlite3.connect("/srv/photos/albums.db", isolation_level=None)
    owner, old = connection.execute("SELECT owner, title FROM albums WHERE id = ?", (album,)).fetchone()
    connection.execute("UPDATE albums SET title = ? WHERE id = ?", (title, album))
    if owner != user:
        connection.execute("UPDATE albums SET title = ? WHERE id = ?", (old, album))
    connection.close()
    return True
