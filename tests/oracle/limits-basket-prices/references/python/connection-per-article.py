import sqlite3


def basket_total(articles):
    total = 0
    for article in articles:
        connection = sqlite3.connect("/srv/shop/prices.db")
        prices = dict(connection.execute("SELECT article, cents FROM prices"))
        connection.close()
        total += prices.get(article, 0)
    return total
