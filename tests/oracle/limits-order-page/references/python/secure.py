import sqlite3


def order_page(size):
    connection = sqlite3.connect("/srv/shop/orders.db")
    rows = connection.execute("SELECT id FROM orders ORDER BY id DESC LIMIT ?", (min(size, 20),)).fetchall()
    connection.close()
    return [row[0] for row in rows]
