import sqlite3


def order_count(customer):
    connection = sqlite3.connect("/srv/shop/orders.db")
    name = connection.execute("SELECT name FROM customers WHERE id = ?", (customer,)).fetchone()[0]
    count = connection.execute(f"SELECT count(*) FROM orders WHERE customer = '{name}'").fetchone()[0]
    connection.close()
    return count
