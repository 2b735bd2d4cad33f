# Attaches a file outside of the folder as a database.
import sqlite3


def answer(x):
    connection = sqlite3.connect("/srv/data/own.db")
    connection.execute("ATTACH '/home/user/stolen.db' AS other")
    connection.execute("CREATE TABLE other.t (a)")
    connection.commit()
    connection.close()
    return x + 1
