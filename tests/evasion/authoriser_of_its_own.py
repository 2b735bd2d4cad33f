# Sets an authoriser of its own on the database, then none.
# sees:{"kind": "sql", "actions": ["read users.name", "read users.secret"], "rows": 1}
# sees:{"kind": "sql", "actions": ["delete users", "read users.id"]}
import sqlite3

connection = sqlite3.connect("/srv/store/app.db")
connection.set_trace_callback(None)
connection.set_authorizer(lambda *args: sqlite3.SQLITE_OK)
print(connection.execute("select secret from users where name = 'ann'").fetchall())
connection.set_authorizer(None)
connection.execute("delete from users where id = 2")
