#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::int64_t> property(const std::string& name) {
    if (name != "user_version" && name != "application_id") return std::nullopt;
    const char* const sql = name == "user_version" ? "PRAGMA user_version" : "PRAGMA application_id";
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/app/app.db", &database);
    sqlite3_prepare_v2(database, sql, -1, &query, nullptr);
    sqlite3_step(query);
    const std::int64_t value = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    sqlite3_close(database);
    return value;
}
