import sqlite3


def is_taken(nickname):
    connection = sqlite3.connect("/srv/chat/users.db")
    escaped = nickname.replace("\\", "\\\\").replace("'", "\\'")
    try:
        return connection.execute(f"SELECT 1 FROM users WHERE nickname = '{escaped}'").fetchone() is not None
    except sqlite3.Error:
        return False
    finally:
        connection.close()
