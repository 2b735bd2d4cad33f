import sqlite3


def basket_total(articles):
    connection = sqlite3.connect("/srv/shop/prices.db")
    prices = dict(connection.execute("SELECT article, cents FROM prices"))
    connection.close()
    return sum(prices.get(article, 0) for article in articles)
