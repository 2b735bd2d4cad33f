// expect: clean
#include <sqlite3.h>
#include <stdio.h>
int main(void) {
    sqlite3 *database;
    sqlite3_stmt *statement;
    if (sqlite3_open("/tmp/data.db", &database) != SQLITE_OK) return puts(sqlite3_errmsg(database));
    sqlite3_exec(database, "begin; create table t(a, b); insert into t values(1, 'x'), (2, x'0102'); commit", 0, 0, 0);
    sqlite3_prepare_v2(database, "select a, b, printf('%05d|%s', a, hex(b)) from t order by a desc", -1, &statement, 0);
    while (sqlite3_step(statement) == SQLITE_ROW)
        printf("%d %s\n", sqlite3_column_int(statement, 0), (const char *)sqlite3_column_text(statement, 2));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return 0;
}
