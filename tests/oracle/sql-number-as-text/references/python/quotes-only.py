import sqlite3


def order_state(number):
    connection = sqlite3.connect("/srv/shop/states.db")
    escaped = number.replace("'", "''")
    try:
        row = connection.execute("SELECT state FROM orders WHERE number = " + escaped).fetchone()
    except sqlite3.Error:
        row = None
    connection.close()
    return row[0] if row else None
