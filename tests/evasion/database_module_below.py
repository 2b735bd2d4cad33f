# Replaces `sqlite3.connect`, and uses the module below it.
# sees:{"kind": "sql", "text": "SELECT secret FROM users WHERE name = 'ann'", "stage": "run", "rows": 1}
import sqlite3

import _sqlite3


def silent(*args):
    raise RuntimeError("no database here")


sqlite3.connect = sqlite3.dbapi2.connect = silent
connection = _sqlite3.connect("/srv/store/app.db")
print(connection.execute("SELECT secret FROM users WHERE name = 'ann'").fetchall())
