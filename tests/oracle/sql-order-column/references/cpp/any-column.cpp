#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include <sqlite3.h>

std::vector<std::string> colleagues(const std::string& order) {
    const bool word = std::all_of(order.begin(), order.end(), [](unsigned char c) { return std::isalpha(c); });
    sqlite3* db = nullptr;
    sqlite3_open("/srv/staff/staff.db", &db);
    sqlite3_stmt* stmt = nullptr;
    const std::string sql = "SELECT name FROM staff ORDER BY " + (word ? order : "name");
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK) {
        sqlite3_prepare_v2(db, "SELECT name FROM staff ORDER BY name", -1, &stmt, nullptr);
    }
    std::vector<std::string> names;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        names.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0)));
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return names;
}
