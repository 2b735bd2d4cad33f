// expect: clean
#include <cstdio>
#include <sqlite3.h>
#include <string>
static int print(void *, int columns, char **values, char **names) {
    for (int i = 0; i < columns; i++) std::printf("%s=%s ", names[i], values[i] ? values[i] : "NULL");
    std::puts("");
    return 0;
}
int main() {
    sqlite3 *database;
    if (sqlite3_open(":memory:", &database) != SQLITE_OK) return 1;
    char *error = nullptr;
    sqlite3_exec(database, "create table t(id integer primary key, name text); create index i on t(name);", nullptr, nullptr, &error);
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(database, "insert into t(name) values(?1)", -1, &statement, nullptr);
    for (int i = 0; i < 500; i++) {
        std::string name = "name " + std::to_string(i);
        sqlite3_bind_text(statement, 1, name.c_str(), static_cast<int>(name.size()), SQLITE_TRANSIENT);
        sqlite3_step(statement);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    sqlite3_exec(database, "select count(*), max(name), group_concat(id) from t where name like '%9' order by 2", print, nullptr, &error);
    sqlite3_exec(database, "select nonsense", nullptr, nullptr, &error);
    std::printf("%s\n", error);
    sqlite3_free(error);
    sqlite3_close(database);
}
