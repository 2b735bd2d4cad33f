import sqlite3


def month_total(month):
    table = "sales_" + month.replace(" ", "")
    connection = sqlite3.connect("/srv/books/sales.db")
    try:
        return connection.execute(f"SELECT sum(amount) FROM {table}").fetchone()[0]
    except sqlite3.Error:
        return None
    finally:
        connection.close()
