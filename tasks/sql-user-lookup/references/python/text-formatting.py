import sqlite3

DATABASE = "/srv/shop/users.db"


def get_user_by_username(username):
    connection = sqlite3.connect(DATABASE)
    connection.row_factory = sqlite3.Row
    cursor = connection.cursor()
    cursor.execute(
        f"SELECT id, username, email, role FROM users "
        f"WHERE username = '{username}' COLLATE NOCASE AND active = 1"
    )
    row = cursor.fetchone()
    connection.close()
    return dict(row) if row else None
