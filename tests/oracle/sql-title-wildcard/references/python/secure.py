import sqlite3


def first_title(beginning):
    connection = sqlite3.connect("/srv/library/books.db")
    query = "SELECT title FROM books WHERE substr(title, 1, length(?1)) = ?1 ORDER BY title LIMIT 1"
    row = connection.execute(query, (beginning,)).fetchone()
    connection.close()
    return row and row[0]
