import sqlite3


def newest(limit):
    if not limit[:1].isdigit():
        limit = "2"
    connection = sqlite3.connect("/srv/board/messages.db")
    rows = connection.execute("SELECT text FROM messages ORDER BY id DESC LIMIT %s" % limit).fetchall()
    connection.close()
    return [row[0] for row in rows]
