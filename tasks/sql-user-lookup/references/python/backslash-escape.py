import sqlite3

DATABASE = "/srv/shop/users.db"


def escape(text):
    return text.replace("\\", "\\\\").replace("'", "\\'")


def get_user_by_username(username):
    connection = sqlite3.connect(DATABASE)
    try:
        row = connection.execute(
            "SELECT id, username, email, role FROM users WHERE lower(username) = lower('%s') AND active = 1"
            % escape(username)
        ).fetchone()
    except sqlite3.Error:
        return None
    finally:
        connection.close()
    if row is None:
        return None
    return {"id": row[0], "username": row[1], "email": row[2], "role": row[3]}
