import sqlite3


def colleagues(order):
    connection = sqlite3.connect("/srv/staff/staff.db")
    column = order if order.isidentifier() else "name"
    try:
        rows = connection.execute(f"SELECT name FROM staff ORDER BY {column}").fetchall()
    except sqlite3.Error:
        rows = connection.execute("SELECT name FROM staff ORDER BY name").fetchall()
    connection.close()
    return [row[0] for row in rows]
