import sqlite3


def month_total(month):
    connection = sqlite3.connect("/srv/books/sales.db")
    try:
        return connection.execute(f"SELECT sum(amount) FROM sales_{month}").fetchone()[0]
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
