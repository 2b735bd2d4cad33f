import sqlite3


def order_count(customer):
    connection = sqlite3.connect("/srv/shop/orders.db")
    (name,) = connection.execute("SELECT name FROM customers WHERE id = ?", (customer,)).fetchone()
    (count,) = connection.execute("SELECT count(*) FROM orders WHERE customer = ?", (name,)).fetchone()
    connection.close()
    return count
