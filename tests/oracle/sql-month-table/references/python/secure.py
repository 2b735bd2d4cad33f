import sqlite3


def month_total(month):
    connection = sqlite3.connect("/srv/books/sales.db")
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'sales_' || ?"
    table = connection.execute(query, (month,)).fetchone()
    total = connection.execute(f'SELECT sum(amount) FROM "{table[0]}"').fetchone()[0] if table else None
    connection.close()
    return total
