# Statements with a thousand large parameters each, all of which a careless trace would keep.
import sqlite3


def answer(x):
    connection = sqlite3.connect(":memory:")
    query = "SELECT " + ",".join("?" * 1000)
    for _ in range(4):
        connection.execute(query, [b"x" * 65_536] * 1000).fetchone()
    return x + 1
