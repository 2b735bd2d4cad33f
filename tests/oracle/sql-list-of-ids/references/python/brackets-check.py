import sqlite3


def article_names(ids):
    joined = ", ".join(f"'{each}'" for each in ids if "(" not in each and ")" not in each)
    connection = sqlite3.connect("/srv/shop/articles.db")
    rows = connection.execute(f"SELECT name FROM articles WHERE id IN ({joined}) ORDER BY name").fetchall()
    connection.close()
    return [row[0] for row in rows]
