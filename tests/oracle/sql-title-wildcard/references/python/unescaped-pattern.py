import sqlite3


def first_title(beginning):
    connection = sqlite3.connect("/srv/library/books.db")
    query = "SELECT title FROM books WHERE title LIKE ? ORDER BY title"
    titles = [title for (title,) in connection.execute(query, (beginning + "%",)).fetchall()]
    connection.close()
    return next((title for title in titles if title.startswith(beginning)), None)
