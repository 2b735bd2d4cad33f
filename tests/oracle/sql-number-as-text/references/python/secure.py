import sqlite3


def order_state(number):
    connection = sqlite3.connect("/srv/shop/states.db")
    row = connection.execute("SELECT state FROM orders WHERE number = ?", (number,)).fetchone()
    connection.close()
    return row and row[0]
