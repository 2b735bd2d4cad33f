#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::string> display_name(std::int64_t id) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/forum/users.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT * FROM users WHERE id = ?", -1, &stmt, nullptr);
    sqlite3_bind_int64(stmt, 1, id);
    std::optional<std::string> name;
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        name = reinterpret_cast<const char*>(sqlite3_column_text(stmt, 1));
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return name;
}
