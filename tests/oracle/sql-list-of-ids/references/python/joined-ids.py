import sqlite3


def article_names(ids):
    joined = "', '".join(ids)
    connection = sqlite3.connect("/srv/shop/articles.db")
    rows = connection.execute(f"SELECT name FROM articles WHERE id IN ('{joined}') ORDER BY name").fetchall()
    connection.close()
    return [row[0] for row in rows]
