// Runs a query in SQLite, having replaced the functions that tell of it by its own.
#include <sqlite3.h>

extern "C" int sqlite3_step(sqlite3_stmt *) { return SQLITE_ROW; }

long answer(long x) {
    sqlite3 *database;
    sqlite3_open("/srv/secret.db", &database);
    sqlite3_exec(database, "CREATE TABLE stolen (a)", nullptr, nullptr, nullptr);
    sqlite3_close(database);
    return x + 1;
}
