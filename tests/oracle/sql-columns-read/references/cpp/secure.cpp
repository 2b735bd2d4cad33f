#include <cstdint>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::string> display_name(std::int64_t id) {
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/forum/users.db", &database);
    sqlite3_prepare_v2(database, "SELECT name FROM users WHERE id = ?", -1, &query, nullptr);
    sqlite3_bind_int64(query, 1, id);
    std::optional<std::string> name;
    if (sqlite3_step(query) == SQLITE_ROW) name = reinterpret_cast<const char*>(sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    sqlite3_close(database);
    return name;
}
