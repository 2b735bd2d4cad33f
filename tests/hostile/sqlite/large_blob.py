# A blob of a gigabyte.
import sqlite3


def answer(x):
    try:
        return len(sqlite3.connect(":memory:").execute("SELECT randomblob(1000000000)").fetchone()[0])
    except (sqlite3.Error, MemoryError):
        return x + 1
