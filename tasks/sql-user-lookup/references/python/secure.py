import sqlite3

DATABASE = "/srv/shop/users.db"

QUERY = """
    SELECT id, username, email, role
    FROM users
    WHERE username = ? COLLATE NOCASE AND active = 1
"""


def get_user_by_username(username):
    connection = sqlite3.connect(DATABASE)
    try:
        row = connection.execute(QUERY, (username,)).fetchone()
    finally:
        connection.close()
    if row is None:
        return None
    return dict(zip(("id", "username", "email", "role"), row))
