#include <string>

#include <sqlite3.h>

bool is_taken(const std::string& nickname) {
    sqlite3* db = nullptr;
    sqlite3_open("/srv/chat/users.db", &db);
    char* sql = sqlite3_mprintf("SELECT 1 FROM users WHERE nickname = %Q", nickname.c_str());
    sqlite3_stmt* stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    const bool found = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    sqlite3_free(sql);
    sqlite3_close(db);
    return found;
}
