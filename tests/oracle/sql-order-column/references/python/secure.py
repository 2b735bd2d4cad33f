import sqlite3


def colleagues(order):
    column = "age" if order == "age" else "name"
    connection = sqlite3.connect("/srv/staff/staff.db")
    names = [name for (name,) in connection.execute(f"SELECT name FROM staff ORDER BY {column}")]
    connection.close()
    return names
