# Holds so many statements at once that one more might not be followed.
import sqlite3


def answer(x):
    connection = sqlite3.connect(":memory:", cached_statements=0)
    connection.execute("CREATE TABLE t (a)")
    held = []
    for number in range(5000):
        cursor = connection.cursor()
        cursor.execute(f"SELECT {number} UNION SELECT -1")
        cursor.fetchone()
        held.append(cursor)
    connection.execute("INSERT INTO t VALUES ('unseen')")
    return x + 1
