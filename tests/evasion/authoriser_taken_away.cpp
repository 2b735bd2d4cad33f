// Takes authorisers and traces off the database.
// sees:{"kind": "sql", "text": "select secret from users", "actions": ["read users.secret"], "rows": 2}
#include <cstdio>
#include <sqlite3.h>

int main() {
    sqlite3 *database = nullptr;
    sqlite3_open("/srv/store/app.db", &database);
    sqlite3_set_authorizer(database, nullptr, nullptr);
    sqlite3_trace_v2(database, 0, nullptr, nullptr);
    sqlite3_exec(database, "select secret from users", nullptr, nullptr, nullptr);
    sqlite3_close(database);
}
