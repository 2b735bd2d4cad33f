import sqlite3


def newest(limit):
    count = int(limit) if len(limit) == 1 and limit in "0123456789" else 2
    connection = sqlite3.connect("/srv/board/messages.db")
    rows = connection.execute("SELECT text FROM messages ORDER BY id DESC LIMIT ?", (count,)).fetchall()
    connection.close()
    return [text for (text,) in rows]
