#include <string>

#include <sqlite3.h>

static std::string escape(const std::string& text) {
    std::string escaped;
    for (char c : text) {
        if (c == '\\' || c == '\'') {
            escaped += '\\';
        }
        escaped += c;
    }
    return escaped;
}

bool is_taken(const std::string& nickname) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/chat/users.db", &db);
    const std::string sql = "SELECT 1 FROM users WHERE nickname = '" + escape(nickname) + "'";
    sqlite3_stmt* stmt = nullptr;
    bool found = false;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) == SQLITE_OK) {
        found = sqlite3_step(stmt) == SQLITE_ROW;
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return found;
}
