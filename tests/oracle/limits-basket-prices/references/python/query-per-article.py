import sqlite3


def basket_total(articles):
    connection = sqlite3.connect("/srv/shop/prices.db")
    total = 0
    for article in articles:
        row = connection.execute("SELECT cents FROM prices WHERE article = ?", (article,)).fetchone()
        if row is not None:
            total += row[0]
    connection.close()
    return total
