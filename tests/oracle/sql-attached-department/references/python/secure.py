import sqlite3


def ticket_count(department):
    connection = sqlite3.connect("/srv/desk/main.db")
    try:
        if not connection.execute("SELECT 1 FROM departments WHERE name = ?", (department,)).fetchone():
            return None
        connection.execute("ATTACH DATABASE ? AS department", (f"/srv/desk/{department}.db",))
        return connection.execute("SELECT count(*) FROM department.tickets").fetchone()[0]
    finally:
        connection.close()
