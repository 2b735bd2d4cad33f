import sqlite3

STATEMENTS = {"user_version": "PRAGMA user_version", "application_id": "PRAGMA application_id"}


def property(name):
    if name not in STATEMENTS:
        return None
    connection = sqlite3.connect("/srv/app/app.db")
    (value,) = connection.execute(STATEMENTS[name]).fetchone()
    connection.close()
    return value
