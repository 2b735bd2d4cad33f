# A query that never runs out of rows.
import sqlite3


def answer(x):
    query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    return sqlite3.connect(":memory:").execute(query).fetchone()
