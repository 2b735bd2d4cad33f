import sqlite3


def display_name(id):
    connection = sqlite3.connect("/srv/forum/users.db")
    row = connection.execute("SELECT name FROM users WHERE id = ?", (id,)).fetchone()
    connection.close()
    return row and row[0]
