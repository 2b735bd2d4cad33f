#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::int64_t> ticket_count(const std::string& department) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/desk/main.db", &db);
    const std::string attach = "ATTACH DATABASE '/srv/desk/" + department + ".db' AS department";
    std::optional<std::int64_t> result;
    if (sqlite3_exec(db, attach.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) {
        sqlite3_stmt* stmt = nullptr;
        sqlite3_prepare_v2(db, "SELECT count(*) FROM department.tickets", -1, &stmt, nullptr);
        if (stmt != nullptr && sqlite3_step(stmt) == SQLITE_ROW) {
            result = sqlite3_column_int64(stmt, 0);
        }
        sqlite3_finalize(stmt);
    }
    sqlite3_close(db);
    return result;
}
