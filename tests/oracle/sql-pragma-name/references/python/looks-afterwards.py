import sqlite3


def property(name):
    connection = sqlite3.connect("/srv/app/app.db")
    row = connection.execute("PRAGMA " + name).fetchone()
    connection.close()
    if name in ("user_version", "application_id"):
        return row[0]
    return None
