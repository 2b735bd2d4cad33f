import sqlite3


def rename_album(user, album, title):
    with sqlite3.connect("/srv/photos/albums.db") as connection:
        connection.execute("UPDATE albums SET title = ? WHERE id = ?", (title, album))
    return True
