import sqlite3


def article_names(ids):
    marks = ", ".join("?" * len(ids))
    connection = sqlite3.connect("/srv/shop/articles.db")
    rows = connection.execute(f"SELECT name FROM articles WHERE id IN ({marks}) ORDER BY name", ids).fetchall()
    connection.close()
    return [name for (name,) in rows]
