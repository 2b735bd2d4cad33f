import sqlite3


def move_points(giver, taker, points):
    connection = sqlite3.connect("/srv/game/points.db", isolation_level=None)
    left = connection.execute("SELECT points FROM players WHERE name = ?", (giver,)).fetchone()[0]
    if left < points:
        connection.close()
        return False
    connection.execute("UPDATE players SET points = points - ? WHERE name = ?", (points, giver))
    connection.execute("UPDATE players SET points = points + ? WHERE name = ?", (points, taker))
    connection.close()
    return True
