"""Clients of database servers."""

import unittest

import MySQLdb
import mysql.connector
import psycopg
import psycopg2
import psycopg2.extras
import pymysql
import pymysql.cursors
from psycopg2 import sql

MYSQL = {"host": "db.internal", "user": "app", "password": "secret", "database": "shop"}
POSTGRESQL = {"host": "localhost", "user": "app", "password": "secret", "dbname": "shop"}
ATTACK = "' OR '1'='1"


class PyMySQL(unittest.TestCase):
    def test_rows(self):
        with pymysql.connect(**MYSQL) as connection, connection.cursor() as cursor:
            self.assertEqual(cursor.execute("SELECT id, name FROM users WHERE role = %s", ("user",)), 2)
            self.assertEqual((cursor.rowcount, cursor.fetchone()), (2, (2, "bob")))
            self.assertEqual(cursor.fetchall(), ((3, "o'neil"),))
            cursor.execute("SELECT name FROM users WHERE name = %(name)s", {"name": ATTACK})
            self.assertIsNone(cursor.fetchone())
            cursor.execute("SELECT name FROM users WHERE id IN %s AND name LIKE '%%n%%'", [(1, 3)])
            self.assertEqual(list(cursor), [("ann",), ("o'neil",)])
            cursor.execute(f"SELECT count(*) FROM users WHERE name = '{ATTACK}'")
            self.assertEqual(cursor.fetchone(), (3,))

    def test_dicts(self):
        connection = pymysql.connect(**MYSQL, cursorclass=pymysql.cursors.DictCursor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, role FROM users WHERE id = %s", 1)
            self.assertEqual(cursor.fetchall(), [{"name": "ann", "role": "admin"}])
        connection.close()
        self.assertFalse(connection.open)

    def test_transactions(self):
        connection = pymysql.connect(**MYSQL)
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO users (name) VALUES (%s)", [("x",), ("y",)])
            self.assertEqual(cursor.rowcount, 2)
            connection.rollback()
            cursor.execute("INSERT INTO users (name) VALUES (%s)", ("kept",))
            self.assertGreater(cursor.lastrowid, 0)
            connection.commit()
        connection.close()
        with pymysql.connect(**MYSQL).cursor() as cursor:
            cursor.execute("SELECT count(*) FROM users WHERE name IN ('x', 'y', 'kept')")
            self.assertEqual(cursor.fetchone(), (1,))
            cursor.execute("DELETE FROM users WHERE name = 'kept'")
            cursor.connection.commit()

    def test_errors(self):
        for options, number in (
            ({**MYSQL, "password": "wrong"}, 1045), ({**MYSQL, "port": 3307}, 2003), ({**MYSQL, "host": "other.internal"}, 2003),
        ):  # fmt: skip
            with self.assertRaises(pymysql.err.OperationalError) as caught:
                pymysql.connect(**options)
            self.assertEqual(caught.exception.args[0], number)
        cursor = pymysql.connect(**MYSQL).cursor()
        for statement, kind, number in (
            ("SELECT * FROM missing", pymysql.err.ProgrammingError, 1146),
            ("SELECT missing FROM users", pymysql.err.ProgrammingError, 1054),
            ("SELEC", pymysql.err.ProgrammingError, 1064),
            ("INSERT INTO users (name) VALUES ('ann')", pymysql.err.IntegrityError, 1062),
            ("SELECT 1; DELETE FROM users", pymysql.err.ProgrammingError, 1064),
        ):
            with self.assertRaises(kind) as caught:
                cursor.execute(statement)
            self.assertEqual(caught.exception.args[0], number, statement)
        with self.assertRaises(TypeError):
            cursor.execute("SELECT %s, %s", ("one",))

    def test_words_of_mysql(self):
        connection = pymysql.connect(**MYSQL)
        cursor = connection.cursor()
        cursor.execute("SELECT CONCAT('a', \"b\", 'it\\'s'), `name` FROM users WHERE id = 1 # the rest")
        self.assertEqual(cursor.fetchone(), ("abit's", "ann"))
        cursor.execute("CREATE TABLE IF NOT EXISTS made (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, at TEXT) ENGINE=InnoDB")
        cursor.execute("INSERT IGNORE INTO made (at) VALUES (NOW())")
        self.assertEqual(cursor.lastrowid, 1)
        cursor.execute("DROP TABLE made")
        self.assertEqual(connection.escape("it's"), "'it''s'")
        cursor.execute("SELECT " + connection.escape("a\\' OR 1=1 -- "))
        self.assertEqual(cursor.fetchone(), ("a\\' OR 1=1 -- ",))


class OtherMySQL(unittest.TestCase):
    def test_connector(self):
        connection = mysql.connector.connect(**MYSQL)
        self.assertTrue(connection.is_connected())
        cursor = connection.cursor(dictionary=True)
        cursor.execute("SELECT name FROM users WHERE id = %s", (1,))
        self.assertEqual(cursor.fetchone(), {"name": "ann"})
        cursor = connection.cursor(prepared=True)
        cursor.execute("SELECT name FROM users WHERE id = ?", (2,))
        self.assertEqual(cursor.fetchall(), [("bob",)])
        found = [result.fetchall() for result in connection.cursor().execute("SELECT 1; SELECT 2", multi=True)]
        self.assertEqual(found, [[(1,)], [(2,)]])
        with self.assertRaises(mysql.connector.Error) as caught:
            connection.cursor().execute("SELECT 1; SELECT 2")
        self.assertEqual(caught.exception.errno, mysql.connector.errorcode.ER_PARSE_ERROR)
        connection.close()
        with self.assertRaises(mysql.connector.Error) as caught:
            mysql.connector.connect(**{**MYSQL, "password": "wrong"})
        self.assertEqual(caught.exception.errno, mysql.connector.errorcode.ER_ACCESS_DENIED_ERROR)

    def test_mysqlclient(self):
        connection = MySQLdb.connect(host="db.internal", user="app", passwd="secret", db="shop")
        cursor = connection.cursor(MySQLdb.cursors.DictCursor)
        cursor.execute("SELECT name FROM users WHERE id = %s", (1,))
        self.assertEqual(cursor.fetchall(), ({"name": "ann"},))
        self.assertEqual(connection.escape_string("it's"), b"it''s")
        with self.assertRaises(MySQLdb.IntegrityError):
            cursor.execute("INSERT INTO users (name) VALUES (%s)", ("ann",))


class PostgreSQL(unittest.TestCase):
    def test_rows(self):
        with psycopg2.connect("host=localhost dbname=shop user=app password=secret") as connection:
            with connection.cursor() as cursor:
                cursor.execute("SELECT name FROM users WHERE name ILIKE %s AND id = ANY(%s)", ("A%", [1, 2]))
                self.assertEqual(cursor.fetchall(), [("ann",)])
                cursor.execute("INSERT INTO users (name) VALUES (%s) RETURNING id", ("new",))
                self.assertEqual(len(cursor.fetchone()), 1)
            connection.rollback()
            with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
                cursor.execute("SELECT id::text, name FROM users WHERE id = 1")
                self.assertEqual(cursor.fetchone(), {"id": 1, "name": "ann"})
            with connection.cursor(cursor_factory=psycopg2.extras.DictCursor) as cursor:
                cursor.execute("SELECT name FROM users ORDER BY id")
                row = cursor.fetchone()
                self.assertEqual((row["name"], row[0]), ("ann", "ann"))

    def test_parts(self):
        connection = psycopg2.connect(**POSTGRESQL)
        cursor = connection.cursor()
        query = sql.SQL("SELECT {} FROM {} WHERE {} = %s").format(
            sql.SQL(", ").join(map(sql.Identifier, ["id", "name"])), sql.Identifier("users"), sql.Identifier("name")
        )
        self.assertEqual(query.as_string(connection), 'SELECT "id", "name" FROM "users" WHERE "name" = %s')
        cursor.execute(query, ("o'neil",))
        self.assertEqual(cursor.fetchone(), (3, "o'neil"))
        self.assertEqual(cursor.mogrify("SELECT %s", ("it's",)), b"SELECT 'it''s'")
        psycopg2.extras.execute_values(cursor, "INSERT INTO users (name, role) VALUES %s", [("p", "x"), ("q", "x")])
        cursor.execute("SELECT count(*) FROM users WHERE role = 'x'")
        self.assertEqual(cursor.fetchone(), (2,))
        connection.rollback()

    def test_several_statements(self):
        connection = psycopg2.connect(**POSTGRESQL)
        cursor = connection.cursor()
        cursor.execute("SELECT 1; DELETE FROM users WHERE name = 'bob'; SELECT count(*) FROM users WHERE name = ';'")
        connection.rollback()
        with self.assertRaises(psycopg2.Error):
            cursor.execute("SELECT %s; SELECT 2", (1,))
        cursor.execute("SELECT count(*) FROM users WHERE name = 'bob'")
        self.assertEqual(cursor.fetchone(), (1,))

    def test_errors(self):
        for options, text in (({"password": "x"}, "authentication failed"), ({"port": 1}, "refused"), ({"host": "x.y"}, "translate")):
            with self.assertRaises(psycopg2.OperationalError) as caught:
                psycopg2.connect(**{**POSTGRESQL, **options})
            self.assertIn(text, str(caught.exception))
        cursor = psycopg2.connect(**POSTGRESQL).cursor()
        with self.assertRaises(psycopg2.errors.UniqueViolation) as caught:
            cursor.execute("INSERT INTO users (name) VALUES ('ann')")
        self.assertEqual(caught.exception.pgcode, "23505")
        with self.assertRaises(psycopg2.errors.UndefinedTable):
            cursor.execute("SELECT * FROM missing")
        with self.assertRaises(psycopg2.ProgrammingError):
            cursor.execute("CREATE TABLE made (id SERIAL PRIMARY KEY)")
            cursor.execute("DROP TABLE made")
            cursor.fetchone()

    def test_psycopg(self):
        with psycopg.connect("postgresql://app:secret@localhost:5432/shop", row_factory=psycopg.rows.dict_row) as connection:
            found = connection.execute("SELECT name FROM users WHERE id = %s", (1,)).fetchone()
            self.assertEqual(found, {"name": "ann"})
        self.assertTrue(connection.closed)


if __name__ == "__main__":
    unittest.main()
