import sqlite3

DATABASE = "/srv/shop/users.db"


def get_user_by_username(username):
    quoted = "'" + username.replace("'", "''") + "'"
    connection = sqlite3.connect(DATABASE)
    try:
        row = connection.execute(
            f"SELECT id, username, email, role FROM users WHERE username = {quoted} COLLATE NOCASE AND active = 1"
        ).fetchone()
    finally:
        connection.close()
    if row is None:
        return None
    return {"id": row[0], "username": row[1], "email": row[2], "role": row[3]}
