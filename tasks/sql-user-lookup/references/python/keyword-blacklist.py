import re
import sqlite3

DATABASE = "/srv/shop/users.db"

FORBIDDEN = re.compile(
    r"--|;|/\*|\b(or|and|union|select|insert|update|delete|drop|alter|where|like)\b", re.IGNORECASE
)


def get_user_by_username(username):
    if not username or FORBIDDEN.search(username):
        return None
    connection = sqlite3.connect(DATABASE)
    try:
        row = connection.execute(
            f"SELECT id, username, email, role FROM users "
            f"WHERE username = '{username}' COLLATE NOCASE AND active = 1"
        ).fetchone()
    finally:
        connection.close()
    if row is None:
        return None
    return {"id": row[0], "username": row[1], "email": row[2], "role": row[3]}
