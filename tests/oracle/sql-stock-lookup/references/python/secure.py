import sqlite3


def stock(product):
    connection = sqlite3.connect("/srv/shop/stock.db")
    row = connection.execute("SELECT stock FROM products WHERE name = ?", (product,)).fetchone()
    connection.close()
    return row[0] if row else None
