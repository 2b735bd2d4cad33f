import sqlite3


def display_name(id):
    connection = sqlite3.connect("/srv/forum/users.db")
    connection.row_factory = sqlite3.Row
    user = connection.execute("SELECT * FROM users WHERE id = ?", (id,)).fetchone()
    connection.close()
    return user["name"] if user else None
