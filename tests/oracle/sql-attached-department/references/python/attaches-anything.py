import sqlite3


def ticket_count(department):
    connection = sqlite3.connect("/srv/desk/main.db")
    try:
        connection.execute(f"ATTACH DATABASE '/srv/desk/{department}.db' AS department")
        return connection.execute("SELECT count(*) FROM department.tickets").fetchone()[0]
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
