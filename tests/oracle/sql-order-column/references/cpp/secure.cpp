#include <string>
#include <vector>

#include <sqlite3.h>

std::vector<std::string> colleagues(const std::string& order) {
    const char* const sql = order == "age" ? "SELECT name FROM staff ORDER BY age" : "SELECT name FROM staff ORDER BY name";
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/staff/staff.db", &database);
    sqlite3_prepare_v2(database, sql, -1, &query, nullptr);
    std::vector<std::string> names;
    while (sqlite3_step(query) == SQLITE_ROW) {
        names.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(query, 0)));
    }
    sqlite3_finalize(query);
    sqlite3_close(database);
    return names;
}
