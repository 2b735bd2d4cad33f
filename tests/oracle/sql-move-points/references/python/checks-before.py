import sqlite3


def move_points(giver, taker, points):
    connection = sqlite3.connect("/srv/game/points.db", isolation_level=None)
    left = connection.execute("SELECT points FROM players WHERE name = ?", (giver,)).fetchone()[0]
    if left < points:
        return False
    connection.execute("BEGIN")
    connection.execute("UPDATE players SET points = ? WHERE name = ?", (left - points, giver))
    connection.execute("UPDATE players SET points = points + ? WHERE name = ?", (points, taker))
    connection.execute("COMMIT")
    connection.close()
    return True
