import sqlite3


def stock(product):
    connection = sqlite3.connect("/srv/shop/stock.db")
    try:
        cursor = connection.cursor()
        cursor.execute(f"SELECT stock FROM products WHERE name = '{product}'")
        row = cursor.fetchone()
        return None if row is None else row[0]
    finally:
        connection.close()
