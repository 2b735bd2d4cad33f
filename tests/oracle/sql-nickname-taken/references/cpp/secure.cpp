#include <string>

#include <sqlite3.h>

bool is_taken(const std::string& nickname) {
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open("/srv/chat/users.db", &database);
    sqlite3_prepare_v2(database, "SELECT 1 FROM users WHERE nickname = ?", -1, &query, nullptr);
    sqlite3_bind_text(query, 1, nickname.data(), static_cast<int>(nickname.size()), SQLITE_TRANSIENT);
    const bool found = sqlite3_step(query) == SQLITE_ROW;
    sqlite3_finalize(query);
    sqlite3_close(database);
    return found;
}
