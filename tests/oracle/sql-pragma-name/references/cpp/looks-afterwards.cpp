#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::int64_t> property(const std::string& name) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/app/app.db", &db);
    const std::string sql = "PRAGMA " + name;
    sqlite3_stmt* stmt = nullptr;
    std::optional<std::int64_t> value;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
        value = sqlite3_column_int64(stmt, 0);
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    if (name != "user_version" && name != "application_id") {
        return std::nullopt;
    }
    return value;
}
