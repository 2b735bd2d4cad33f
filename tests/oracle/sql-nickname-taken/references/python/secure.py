import sqlite3


def is_taken(nickname):
    connection = sqlite3.connect("/srv/chat/users.db")
    found = connection.execute("SELECT 1 FROM users WHERE nickname = ?", (nickname,)).fetchone()
    connection.close()
    return found is not None
