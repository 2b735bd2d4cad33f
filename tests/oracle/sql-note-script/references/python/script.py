import sqlite3


def add_note(text):
    connection = sqlite3.connect("/srv/notes/notes.db")
    connection.executescript(f"INSERT INTO notes (text) VALUES ('{text}');")
    connection.close()
    return True
