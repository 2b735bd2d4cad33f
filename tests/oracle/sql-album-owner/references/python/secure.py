import sqlite3


def rename_album(user, album, title):
    connection = sqlite3.connect("/srv/photos/albums.db", isolation_level=None)
    connection.execute("UPDATE albums SET title = ? WHERE id = ? AND owner = ?", (title, album, user))
    connection.close()
    return True
