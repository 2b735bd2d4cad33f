import sqlite3


def first_title(beginning):
    if "%" in beginning:
        return None
    connection = sqlite3.connect("/srv/library/books.db")
    query = "SELECT title FROM books WHERE title LIKE ? || '%' ORDER BY title"
    rows = connection.execute(query, (beginning,)).fetchall()
    connection.close()
    for (title,) in rows:
        if title.startswith(beginning):
            return title
    return None
