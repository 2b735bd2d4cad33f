import sqlite3


def move_points(giver, taker, points):
    connection = sqlite3.connect("/srv/game/points.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    (left,) = connection.execute("SELECT points FROM players WHERE name = ?", (giver,)).fetchone()
    if left >= points:
        for name, change in ((giver, -points), (taker, points)):
            connection.execute("UPDATE players SET points = points + ? WHERE name = ?", (change, name))
    connection.execute("COMMIT")
    connection.close()
    return left >= points
