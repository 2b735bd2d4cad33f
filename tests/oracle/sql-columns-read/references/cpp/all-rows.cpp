#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <sqlite3.h>

std::optional<std::string> display_name(std::int64_t id) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/forum/users.db", &db);
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, "SELECT * FROM users", -1, &stmt, nullptr);
    std::map<std::int64_t, std::string> users;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        users[sqlite3_column_int64(stmt, 0)] = reinterpret_cast<const char*>(sqlite3_column_text(stmt, 1));
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    const auto found = users.find(id);
    if (found == users.end()) {
        return std::nullopt;
    }
    return found->second;
}
