import sqlite3


def display_name(id):
    connection = sqlite3.connect("/srv/forum/users.db")
    users = connection.execute("SELECT * FROM users").fetchall()
    connection.close()
    return {user[0]: user[1] for user in users}.get(id)
