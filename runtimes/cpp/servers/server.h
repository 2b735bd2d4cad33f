/// What the client libraries of database servers share: the host says which SQLite database stands behind a server.
#pragma once

#include <sqlite3.h>
#include <stddef.h>

enum server_kind { MYSQL_SERVER, POSTGRESQL_SERVER };

/// Connects: the database with the server's functions, and 0; or an error number (ENOENT, ECONNREFUSED, EACCES).
int server_connect(enum server_kind kind, const char *host, unsigned port, const char *user, const char *password,
                   sqlite3 **database);
/// A statement as SQLite understands it: text of the heap, or null.
char *server_translate(enum server_kind kind, const char *statement, size_t length);

/// One value of a row; a null `text` is NULL.
struct cell {
    char *text;
    size_t length;
};

/// Rows, all fetched.
struct rows {
    int columns, count;
    char **names;
    /// SQLite's type of each column's first value that isn't NULL.
    int *types;
    struct cell *cells;
};

/// Steps a statement to its end; SQLite's code, SQLITE_DONE if all went well.
int rows_fetch(sqlite3_stmt *statement, struct rows *rows);
void rows_clear(struct rows *rows);
